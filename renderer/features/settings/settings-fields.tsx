import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LawyerSettings } from '../../../main/contract/lawyer-settings.ts';
import { useLeaveGuard } from '../../routing/use-leave-guard.ts';
import { DateField } from '../../ui/date-field.tsx';
import { LeaveQuestion } from '../../ui/leave-question.tsx';
import { problemText } from '../../ui/problem-text.ts';
import {
  formOf,
  LIMITS,
  type LimitedField,
  type SettingsForm,
  settingsOf,
  THRESHOLDS,
  type ThresholdField,
  wrongFields,
} from './settings-form.ts';
import classes from './settings-parts.module.css';
import { useSaveSettings } from './settings-queries.ts';

interface SettingsFieldsProps {
  lawyerId: string;
  settings: LawyerSettings;
  practice: boolean;
}

/** Pace, quiet hours, sleep, groups, files and alerts of a lawyer. Nothing is changed before it is saved, and nothing lost unasked. */
export function SettingsFields({ lawyerId, settings, practice }: SettingsFieldsProps) {
  const { t } = useTranslation();
  /** A field that was not touched shows what is stored, whoever changes it. */
  const [typed, setTyped] = useState<Partial<SettingsForm>>({});
  const stored = formOf(settings);
  const form: SettingsForm = { ...stored, ...typed };
  const isChanged = (Object.keys(typed) as (keyof SettingsForm)[]).some((field) => typed[field] !== stored[field]);
  const guard = useLeaveGuard(isChanged);
  const [wrong, setWrong] = useState<ReadonlySet<keyof SettingsForm>>(new Set());
  const save = useSaveSettings(lawyerId);

  const change = (part: Partial<SettingsForm>) => {
    setTyped({ ...typed, ...part });
    setWrong(new Set());
    save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    const found = wrongFields(form);
    setWrong(found);
    if (found.size === 0) save.mutate(settingsOf(form), { onSuccess: () => setTyped({}) });
  };
  const number = (field: LimitedField) => ({
    type: 'number',
    inputMode: 'decimal' as const,
    min: LIMITS[field].min,
    max: LIMITS[field].max,
    step: LIMITS[field].whole ? 1 : 'any',
    value: form[field],
    error: wrong.has(field) && t('settings.invalid', { min: LIMITS[field].min, max: LIMITS[field].max }),
    onChange: (event: { currentTarget: { value: string } }) => change({ [field]: event.currentTarget.value }),
  });
  const time = (field: 'quietFrom' | 'quietTo') => ({
    kind: 'time' as const,
    value: form[field],
    error: wrong.has(field) && t('settings.invalid_time'),
    onChange: (value: string) => change({ [field]: value }),
  });
  const toggle = (field: 'paceEnabled' | 'quietEnabled' | 'sleepEnabled') => ({
    checked: form[field],
    onChange: (event: { currentTarget: { checked: boolean } }) => change({ [field]: event.currentTarget.checked }),
  });

  return (
    <form onSubmit={submit} noValidate>
      <section className={classes.part} aria-label={t('settings.pace')}>
        <h2 className={classes.title}>{t('settings.pace')}</h2>
        <p className={classes.text}>{t('settings.pace_text')}</p>
        <Switch
          label={t('settings.pace_enabled')}
          {...(!practice && { description: t('settings.pace_enabled_practice') })}
          disabled={!practice && form.paceEnabled}
          {...toggle('paceEnabled')}
        />
        <div className={classes.fields}>
          <TextInput label={t('settings.characters_per_minute')} {...number('charactersPerMinute')} />
          <TextInput label={t('settings.max_typing_seconds')} {...number('maxTypingSeconds')} />
          <TextInput label={t('settings.jitter')} {...number('jitterPercent')} />
          <TextInput label={t('settings.gap_between_chats_seconds')} {...number('gapSeconds')} />
          <TextInput
            label={t('settings.first_contacts_per_day')}
            description={t('settings.first_contacts_hint')}
            {...number('firstContacts')}
          />
        </div>
      </section>
      <section className={classes.part} aria-label={t('settings.quiet')}>
        <h2 className={classes.title}>{t('settings.quiet')}</h2>
        <p className={classes.text}>{t('settings.quiet_text')}</p>
        <Switch label={t('settings.quiet_enabled')} {...toggle('quietEnabled')} />
        {form.quietEnabled && (
          <div className={classes.fields}>
            <DateField label={t('settings.quiet_from')} {...time('quietFrom')} />
            <DateField label={t('settings.quiet_to')} {...time('quietTo')} />
          </div>
        )}
      </section>
      <section className={classes.part} aria-label={t('settings.sleep_title')}>
        <h2 className={classes.title}>{t('settings.sleep_title')}</h2>
        <p className={classes.text}>{t('settings.sleep_text')}</p>
        <Switch label={t('settings.sleep_enabled')} {...toggle('sleepEnabled')} />
        <div className={classes.fields}>
          {form.sleepEnabled && <TextInput label={t('settings.sleep_after')} {...number('sleepAfter')} />}
          <TextInput label={t('settings.wake_every')} {...number('wakeEvery')} />
        </div>
      </section>
      <section className={classes.part} aria-label={t('settings.groups')}>
        <h2 className={classes.title}>{t('settings.groups')}</h2>
        <div className={classes.fields}>
          <NativeSelect
            aria-label={t('settings.groups')}
            value={form.groups}
            onChange={(event) => change({ groups: event.currentTarget.value === 'ignore' ? 'ignore' : 'read_only' })}
            data={[
              { value: 'ignore', label: t('settings.groups_ignore') },
              { value: 'read_only', label: t('settings.groups_read_only') },
            ]}
          />
        </div>
      </section>
      <section className={classes.part} aria-label={t('settings.files')}>
        <h2 className={classes.title}>{t('settings.files')}</h2>
        <div className={classes.fields}>
          <TextInput label={t('settings.max_attachment')} {...number('attachmentMb')} />
        </div>
      </section>
      <section className={classes.part} aria-label={t('settings.directory')}>
        <h2 className={classes.title}>{t('settings.directory')}</h2>
        <div className={classes.fields}>
          <TextInput label={t('settings.events_kept')} {...number('eventsKeptDays')} />
        </div>
      </section>
      <section className={classes.part} aria-label={t('settings.alerts')}>
        <h2 className={classes.title}>{t('settings.alerts')}</h2>
        <p className={classes.text}>{t('settings.alerts_text')}</p>
        <div className={classes.fields}>
          {(Object.keys(THRESHOLDS) as ThresholdField[]).map((field) => (
            <TextInput
              key={field}
              label={t(`settings.${THRESHOLDS[field]}`)}
              {...number(field)}
              // A field for numbers says of what is none that it is empty, which here means never.
              type="text"
              inputMode="numeric"
              placeholder={t('settings.alerts_never')}
            />
          ))}
        </div>
      </section>
      <div className={classes.save}>
        <Button type="submit" loading={save.isPending}>
          {t('settings.save')}
        </Button>
        {save.isSuccess && (
          <p className={classes.saved} role="status">
            {t('settings.saved')}
          </p>
        )}
        {save.isError && <p role="alert">{t('settings.not_saved', { reason: problemText(t, save.error) })}</p>}
      </div>
      {guard.asked && (
        <LeaveQuestion
          text={t('settings.leave_text')}
          onLeave={() => {
            setTyped({});
            guard.leave();
          }}
          onStay={guard.stay}
        />
      )}
    </form>
  );
}
