import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/avatar.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { PRACTICE_CLIENTS } from './practice-clients.ts';
import classes from './practice-panel.module.css';

/** A simulated client, as typed. */
export interface PracticeClient {
  name: string;
  phone: string;
}

interface ClientPickerProps {
  client: PracticeClient;
  onClient: (client: PracticeClient) => void;
  wrongPhone: boolean;
}

/** Which client is played: one of those to begin with, or any other. */
export function ClientPicker({ client, onClient, wrongPhone }: ClientPickerProps) {
  const { t } = useTranslation();
  return (
    <>
      <fieldset className={classes.people}>
        <legend className={classes.legend}>{t('practice.suggestions')}</legend>
        {PRACTICE_CLIENTS.map((one) => (
          <button
            key={one.phone}
            type="button"
            className={classes.person}
            aria-pressed={one.phone === client.phone}
            onClick={() => onClient(one)}
          >
            <Avatar name={one.name} size={24} />
            <SafeText>{one.name}</SafeText>
          </button>
        ))}
      </fieldset>
      <TextInput
        label={t('common.name')}
        value={client.name}
        onChange={(event) => onClient({ ...client, name: event.currentTarget.value })}
      />
      <TextInput
        label={t('common.phone')}
        type="tel"
        value={client.phone}
        error={wrongPhone && t('common.phone_invalid')}
        onChange={(event) => onClient({ ...client, phone: event.currentTarget.value })}
      />
    </>
  );
}
