import { Button } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge.ts';
import { pathTo } from '../../routing/path.ts';
import { RouteLink } from '../../routing/route-link.tsx';
import type { ScreenProps } from '../../routing/screen.ts';
import { useErrand } from '../../routing/use-errand.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { SETTINGS_PATH } from '../settings/settings-path.ts';
import { DeliveryPage } from './delivery-page.tsx';
import parts from './directory-parts.module.css';
import { directoryPath, TABS } from './directory-path.ts';
import classes from './directory-screen.module.css';
import { EventsTab } from './events-tab.tsx';
import { KeysTab } from './keys-tab.tsx';
import { WebhookPage } from './webhook-page.tsx';
import { WebhooksTab } from './webhooks-tab.tsx';

/** What the directory's web app uses: its keys, the addresses that are told of events, and the events themselves. */
export default function DirectoryScreen({ lawyer, practice, params }: ScreenProps) {
  const { t } = useTranslation();
  const { id, event } = params;
  const tab = TABS.find((one) => one === params.tab) ?? TABS[0];
  const reference = useMutation({ mutationFn: () => call('reference.show', { lawyer_id: lawyer.id }) });
  useErrand('reference.show', () => reference.mutate());
  const area = useKeptFocus([tab, id, event].join('/'));
  return (
    <div className={classes.screen}>
      <PageHeader title={t('directory.title')}>
        <Button variant="default" size="xs" loading={reference.isPending} onClick={() => reference.mutate()}>
          {t('directory.reference')}
        </Button>
      </PageHeader>
      {reference.isError && (
        <div className={classes.problem}>
          <ProblemLine error={reference.error} />
        </div>
      )}
      <nav className={classes.tabs} aria-label={t('directory.parts')}>
        {TABS.map((one) => (
          <RouteLink
            key={one}
            className={classes.tab}
            to={directoryPath(lawyer.id, one)}
            aria-current={one === tab ? 'page' : undefined}
          >
            {t(`directory.tab.${one}`)}
          </RouteLink>
        ))}
        <RouteLink className={classes.tab} to={pathTo(SETTINGS_PATH, { lawyerId: lawyer.id, section: 'tunnel' })}>
          {t('tunnel.title')}
          <IconChevronRight size={15} aria-hidden="true" />
        </RouteLink>
      </nav>
      <div ref={area} className={classes.content} tabIndex={-1}>
        {tab === 'keys' && (
          <div className={parts.page}>
            <KeysTab lawyerId={lawyer.id} practice={practice} reached={id ?? null} />
          </div>
        )}
        {tab === 'webhooks' && id === undefined && <WebhooksTab lawyerId={lawyer.id} />}
        {tab === 'webhooks' && id !== undefined && event === undefined && (
          <WebhookPage key={id} lawyerId={lawyer.id} id={id} />
        )}
        {tab === 'webhooks' && id !== undefined && event !== undefined && (
          <DeliveryPage key={event} lawyerId={lawyer.id} webhookId={id} eventId={event} />
        )}
        {tab === 'events' && <EventsTab lawyerId={lawyer.id} id={id ?? null} />}
      </div>
    </div>
  );
}

/** What had the focus goes with its page: then the next page has it, and the keyboard goes on from there. */
function useKeptFocus(place: string) {
  const area = useRef<HTMLDivElement>(null);
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    if (document.activeElement === document.body) area.current?.focus();
  }, [place]);
  return area;
}
