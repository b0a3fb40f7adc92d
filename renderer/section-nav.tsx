import { useTranslation } from 'react-i18next';
import type { ScreenEntry } from './routing/screen.ts';
import { NAV_GROUPS, shownOrder } from './routing/shown-order.ts';
import { useRouter } from './routing/use-router.ts';
import classes from './section-nav.module.css';

interface SectionNavProps {
  screens: readonly ScreenEntry[];
  current: ScreenEntry;
  /** The address that a screen is opened at: where one was in it. */
  addressOf: (screen: ScreenEntry) => string;
}

/** The ways to the screens: a column, and at the bottom of a narrow window a bar. */
export function SectionNav({ screens, current, addressOf }: SectionNavProps) {
  const { t } = useTranslation();
  const { navigate } = useRouter();
  const ordered = shownOrder(screens);
  return (
    <nav className={classes.nav} aria-label={t('app.views')}>
      {NAV_GROUPS.map((group) => {
        const entries = ordered.filter(({ nav }) => nav?.group === group);
        if (entries.length === 0) return null;
        return (
          <ul key={group} className={classes.group} data-group={group}>
            {entries.map((entry) => {
              if (!entry.nav) return null;
              const { label, icon: Icon } = entry.nav;
              const address = addressOf(entry);
              return (
                <li key={entry.path}>
                  <a
                    className={classes.way}
                    href={`#${address}`}
                    draggable={false}
                    title={t(label)}
                    aria-current={entry === current ? 'page' : undefined}
                    // Read while the mouse is on its way.
                    onPointerEnter={() => void entry.load()}
                    onClick={(event) => {
                      event.preventDefault();
                      navigate(address);
                    }}
                  >
                    <span className={classes.icon}>
                      <Icon size={22} stroke={1.7} aria-hidden="true" />
                    </span>
                    <span className={classes.label}>{t(label)}</span>
                  </a>
                </li>
              );
            })}
          </ul>
        );
      })}
    </nav>
  );
}
