import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { pathTo } from '../../routing/path.ts';
import type { ScreenProps } from '../../routing/screen.ts';
import { useRouter } from '../../routing/use-router.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { NumbersView } from '../numbers/numbers-view.tsx';
import { AlertHistory } from './alert-history.tsx';
import { ChainList } from './chain-list.tsx';
import { HEALTH_PATH } from './health-path.ts';
import classes from './health-screen.module.css';

/** As they stand in the address; the first one is where one begins. */
const TABS: readonly { id: string | undefined; title: ParseKeys }[] = [
  { id: undefined, title: 'health.tab_chain' },
  { id: 'numbers', title: 'health.tab_numbers' },
];

/** How Lexline is doing: the chain with its alerts, and numbers. */
export default function HealthScreen({ lawyer, params }: ScreenProps) {
  const { t } = useTranslation();
  const { navigate } = useRouter();
  const isNumbers = params.tab === 'numbers';
  return (
    <div className={classes.screen}>
      <PageHeader title={t('health.title', { name: lawyer.name })} />
      <nav aria-label={t('health.tabs')}>
        <ul className={classes.tabs}>
          {TABS.map(({ id, title }) => {
            const address = pathTo(HEALTH_PATH, { lawyerId: lawyer.id, tab: id });
            return (
              <li key={title}>
                <a
                  className={classes.tab}
                  href={`#${address}`}
                  draggable={false}
                  aria-current={isNumbers === (id === 'numbers') ? 'page' : undefined}
                  onClick={(event) => {
                    event.preventDefault();
                    navigate(address);
                  }}
                >
                  {t(title)}
                </a>
              </li>
            );
          })}
        </ul>
      </nav>
      {/* Another tab begins at its top. */}
      <div key={params.tab} className={classes.content}>
        <div className={classes.column}>
          {isNumbers ? (
            <NumbersView lawyerId={lawyer.id} />
          ) : (
            <>
              <ChainList lawyerId={lawyer.id} />
              <AlertHistory lawyerId={lawyer.id} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}
