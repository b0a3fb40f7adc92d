import { useTranslation } from 'react-i18next';
import { pathTo } from '../../routing/path.ts';
import type { ScreenProps } from '../../routing/screen.ts';
import { useRouter } from '../../routing/use-router.ts';
import { withoutOverrides } from '../../ui/overrides.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { SECTIONS } from './sections.tsx';
import { SETTINGS_PATH } from './settings-path.ts';
import classes from './settings-screen.module.css';

/** Everything that can be set, a section at a time. */
export default function SettingsScreen({ lawyer, practice, params }: ScreenProps) {
  const { t } = useTranslation();
  const { navigate } = useRouter();
  const current = SECTIONS.find(({ id }) => id === params.section) ?? SECTIONS[0];
  const { Section } = current;
  return (
    <div className={classes.screen}>
      <nav className={classes.sections} aria-label={t('settings.sections')}>
        <PageHeader title={t('settings.title', { name: withoutOverrides(lawyer.name) })} />
        <ul className={classes.list}>
          {SECTIONS.map((section) => {
            const address = pathTo(SETTINGS_PATH, { lawyerId: lawyer.id, section: section.id });
            const Icon = section.icon;
            return (
              <li key={section.id}>
                <a
                  className={classes.way}
                  href={`#${address}`}
                  draggable={false}
                  aria-current={section === current ? 'page' : undefined}
                  onClick={(event) => {
                    event.preventDefault();
                    navigate(address);
                  }}
                >
                  <Icon size={19} stroke={1.7} aria-hidden="true" />
                  {t(section.title)}
                </a>
              </li>
            );
          })}
        </ul>
      </nav>
      {/* Another section begins at its top. */}
      <div key={current.id} className={classes.content}>
        <div className={classes.column}>
          <Section lawyer={lawyer} practice={practice} />
        </div>
      </div>
    </div>
  );
}
