import { Button } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../routing/screen.ts';
import { useErrand } from '../../routing/use-errand.ts';
import { useRouter } from '../../routing/use-router.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import classes from '../../ui/list-and-details.module.css';
import { PageHeader } from '../../ui/page-header.tsx';
import { ClientList } from './client-list.tsx';
import { ClientPage } from './client-page.tsx';
import { clientsPath } from './clients-path.ts';
import { NewClientDialog } from './new-client-dialog.tsx';

/** The clients of a lawyer beside the one that is looked at; in a narrow window one after the other. */
export default function ClientsScreen({ lawyer, params }: ScreenProps) {
  const { t } = useTranslation();
  const { navigate, back } = useRouter();
  const [isMaking, setMaking] = useState(false);
  useErrand('client.new', () => setMaking(true));
  const { clientId } = params;
  const area = useRef<HTMLDivElement>(null);
  const before = useRef(clientId);
  // Where only one of the two is shown, the focus goes along rather than being lost with what is gone.
  useEffect(() => {
    if (before.current === clientId) return;
    before.current = clientId;
    const focused = document.activeElement;
    if (focused && focused !== document.body && focused.checkVisibility()) return;
    const list = area.current?.querySelector<HTMLElement>('[role="listbox"]');
    (clientId === undefined ? list : area.current?.querySelector<HTMLElement>('[data-details]'))?.focus();
  }, [clientId]);
  // Who walks along the list wants to go back to it in one step.
  const open = (id: string) => navigate(clientsPath(lawyer.id, id), { replace: clientId !== undefined });
  return (
    <div ref={area} className={classes.screen} data-open={clientId !== undefined || undefined}>
      <section className={classes.list} aria-label={t('clients.title')}>
        <PageHeader title={t('clients.title')}>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconUserPlus size={16} aria-hidden="true" />}
            onClick={() => setMaking(true)}
          >
            {t('clients.new')}
          </Button>
        </PageHeader>
        <ClientList lawyerId={lawyer.id} selected={clientId ?? null} onOpen={open} />
      </section>
      <div className={classes.details} data-details tabIndex={-1}>
        {clientId === undefined ? (
          <EmptyState icon={IconUsers} title={t('clients.none_open')} text={t('clients.none_open_text')} />
        ) : (
          <ClientPage
            key={clientId}
            lawyerId={lawyer.id}
            clientId={clientId}
            onBack={() => back(clientsPath(lawyer.id))}
          />
        )}
      </div>
      {isMaking && (
        <NewClientDialog
          lawyerId={lawyer.id}
          onMade={(id) => {
            setMaking(false);
            open(id);
          }}
          onClose={() => setMaking(false)}
        />
      )}
    </div>
  );
}
