import { useTranslation } from 'react-i18next';
import { RouteLink } from '../../routing/route-link.tsx';
import type { ScreenProps } from '../../routing/screen.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import classes from '../directory/directory-screen.module.css';
import { AccessesTab } from './accesses-tab.tsx';
import { GrantsTab } from './grants-tab.tsx';
import { peoplePath, TABS } from './people-path.ts';
import { PeopleTab } from './people-tab.tsx';
import { SessionsTab } from './sessions-tab.tsx';

/** Who may sign in, what support may read of this lawyer's, and who has looked. */
export default function PeopleScreen({ lawyer, params }: ScreenProps) {
  const { t } = useTranslation();
  const tab = TABS.find((one) => one === params.tab) ?? TABS[0];
  return (
    <div className={classes.screen}>
      <PageHeader title={t('people.title')} />
      <nav className={classes.tabs} aria-label={t('people.parts')}>
        {TABS.map((one) => (
          <RouteLink
            key={one}
            className={classes.tab}
            to={peoplePath(lawyer.id, one)}
            aria-current={one === tab ? 'page' : undefined}
          >
            {t(`people.tab.${one}`)}
          </RouteLink>
        ))}
      </nav>
      <div className={classes.content}>
        {tab === 'people' && <PeopleTab reached={params.id ?? null} />}
        {tab === 'grants' && <GrantsTab lawyer={lawyer} />}
        {tab === 'accesses' && <AccessesTab lawyerId={lawyer.id} />}
        {tab === 'sessions' && <SessionsTab />}
      </div>
    </div>
  );
}
