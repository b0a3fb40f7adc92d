import { NativeSelect, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppConductChange, AppSettings, AppSettingsSupport } from '../../../main/contract/app-settings.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { PauseButton } from './pause-button.tsx';
import classes from './settings-parts.module.css';

export const LEVELS = ['off', 'count', 'name', 'full'] as const satisfies readonly AppSettings['notifications'][];

interface DesktopFieldsProps {
  settings: AppSettings;
  support: AppSettingsSupport;
  /** Why the last change was not saved. */
  error: Error | null;
  onChange: (change: AppConductChange) => void;
}

/** Notifications, the tray and start at log-in. What has no effect on this machine says why, and cannot be switched on. */
export function DesktopFields({ settings, support, error, onChange }: DesktopFieldsProps) {
  const { t } = useTranslation();
  const { notifications, background, start_at_login: atLogin } = support;
  return (
    <section className={classes.part} aria-label={t('app_settings.desktop')}>
      <h2 className={classes.title}>{t('app_settings.desktop')}</h2>
      <p className={classes.text}>{t('app_settings.desktop_text')}</p>
      <div className={classes.fields}>
        <NativeSelect
          label={t('app_settings.notifications')}
          description={t(`app_settings.notifications_${notifications === 'possible' ? 'hint' : notifications}`)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          disabled={notifications !== 'possible'}
          value={settings.notifications}
          onChange={({ currentTarget: { value } }) => onChange({ notifications: LEVELS.find((one) => one === value) })}
          data={LEVELS.map((level) => ({ value: level, label: t(`app_settings.notifications_${level}`) }))}
        />
      </div>
      {notifications === 'possible' && settings.notifications !== 'off' && (
        <PauseButton pausedUntil={settings.notifications_paused_until} />
      )}
      <Switch
        label={t('app_settings.background')}
        description={t(`app_settings.background_${background === 'possible' ? 'hint' : background}`)}
        disabled={background !== 'possible'}
        checked={settings.background && background === 'possible'}
        onChange={({ currentTarget: { checked } }) => onChange({ background: checked })}
      />
      <Switch
        label={t('app_settings.start_at_login')}
        description={t(`app_settings.start_at_login_${atLogin === 'possible' ? 'hint' : atLogin}`)}
        disabled={atLogin !== 'possible'}
        checked={settings.start_at_login && atLogin === 'possible'}
        onChange={({ currentTarget: { checked } }) => onChange({ start_at_login: checked })}
      />
      <ProblemLine error={error} />
    </section>
  );
}
