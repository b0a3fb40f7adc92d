import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface LookSwitchProps {
  allowed: boolean;
  feed: string | null;
  onChange: (allowed: boolean) => void;
}

/** Lets Lexline look for new versions, with what it says of this computer then. */
export function LookSwitch({ allowed, feed, onChange }: LookSwitchProps) {
  const { t } = useTranslation();
  return (
    <Switch
      label={t('updates.allow')}
      description={t('updates.allow_hint', { server: feed === null ? '' : new URL(feed).host })}
      checked={allowed}
      onChange={({ currentTarget: { checked } }) => onChange(checked)}
    />
  );
}
