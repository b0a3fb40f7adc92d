import { useTranslation } from 'react-i18next';
import { pathTo } from '../../routing/path.ts';
import type { ScreenProps } from '../../routing/screen.ts';
import { SectionsScreen } from '../../routing/sections-screen.tsx';
import { SECTIONS } from './sections.tsx';
import { SETTINGS_PATH } from './settings-path.ts';
import classes from './settings-screen.module.css';

/** Everything that can be set, a section at a time. */
export default function SettingsScreen({ lawyer, practice, params }: ScreenProps) {
  const { t } = useTranslation();
  const current = SECTIONS.find(({ id }) => id === params.section) ?? SECTIONS[0];
  const { Section } = current;
  return (
    <SectionsScreen
      title={t('settings.title', { name: lawyer.name })}
      label={t('settings.sections')}
      sections={SECTIONS.map(({ id, title, icon: Icon }) => ({
        id,
        to: pathTo(SETTINGS_PATH, { lawyerId: lawyer.id, section: id }),
        title: t(title),
        icon: <Icon size={19} stroke={1.7} aria-hidden="true" />,
      }))}
      current={current.id}
      as="page"
    >
      <div className={classes.column}>
        <Section lawyer={lawyer} practice={practice} />
      </div>
    </SectionsScreen>
  );
}
