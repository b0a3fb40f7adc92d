import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../main/contract/entities.ts';
import type { Staff } from '../../../main/contract/staff.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { formatSpan } from '../../ui/format-time.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { useConversations } from '../chats/chat-queries.ts';
import { displayTitle } from '../chats/display-title.ts';
import { useFoundChats } from '../search/search-queries.ts';
import classes from './grant-dialog.module.css';
import { useCreateGrant } from './staff-queries.ts';

const HOUR = 3600;
/** For how long, in seconds: up to the longest that the main process takes. */
const SPANS = [HOUR, 8 * HOUR, 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR];
const MOST_CHATS = 100;
/** The clock of the two must not make the longest one too long. In ms. */
const MARGIN = 5_000;

interface GrantDialogProps {
  lawyerId: string;
  people: readonly Staff[];
  onClose: () => void;
}

/** Asks who may read which chats, for how long, and why. */
export function GrantDialog({ lawyerId, people, onClose }: GrantDialogProps) {
  const { t } = useTranslation();
  const [staffId, setStaffId] = useState<string>(people[0]?.id ?? '');
  const [span, setSpan] = useState(24 * HOUR);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<string, Conversation>>(new Map());
  const [errors, setErrors] = useState<{ chats?: string; reason?: string }>({});
  const { conversations } = useConversations(lawyerId);
  const found = useFoundChats(lawyerId, typed);
  const create = useCreateGrant(lawyerId);
  const listed = typed.trim() === '' ? conversations : found;
  const shown = [...chosen.values(), ...listed.filter(({ id }) => !chosen.has(id))];

  const toggle = (chat: Conversation) => {
    const next = new Map(chosen);
    if (!next.delete(chat.id)) next.set(chat.id, chat);
    setChosen(next);
    setErrors({});
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const person = people.find(({ id }) => id === staffId);
    const errorsNow = {
      ...(chosen.size === 0 && { chats: t('people.grant_chats_missing') }),
      ...(chosen.size > MOST_CHATS && { chats: t('people.grant_too_many', { most: MOST_CHATS }) }),
      ...(reason.trim() === '' && { reason: t('people.grant_reason_missing') }),
    };
    setErrors(errorsNow);
    if (!person || Object.keys(errorsNow).length > 0 || create.isPending) return;
    create.mutate(
      {
        staff_id: person.id,
        conversation_ids: [...chosen.values()].map(({ id }) => id),
        expires_at: new Date(Date.now() + span * 1000 - MARGIN).toISOString(),
        reason: reason.trim(),
      },
      { onSuccess: onClose },
    );
  };

  return (
    <FormDialog title={t('people.grant_new')} opened onClose={onClose} size={600}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <NativeSelect
            label={t('people.grant_person')}
            value={staffId}
            onChange={(event) => setStaffId(event.currentTarget.value)}
            data={people.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
            data-autofocus
          />
          <fieldset className={classes.chats}>
            <legend>{t('people.grant_which')}</legend>
            <TextInput
              aria-label={t('search.person_search')}
              placeholder={t('search.person_search')}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <ul className={classes.list}>
              {shown.map((chat) => (
                <li key={chat.id}>
                  <Checkbox
                    checked={chosen.has(chat.id)}
                    label={<SafeText>{displayTitle(chat)}</SafeText>}
                    onChange={() => toggle(chat)}
                  />
                </li>
              ))}
              {shown.length === 0 && <li className={classes.quiet}>{t('search.person_none')}</li>}
            </ul>
            {errors.chats && (
              <p className={classes.problem} role="alert">
                {errors.chats}
              </p>
            )}
          </fieldset>
          <NativeSelect
            label={t('people.grant_for')}
            value={String(span)}
            onChange={(event) => setSpan(Number(event.currentTarget.value))}
            data={SPANS.map((seconds) => ({ value: String(seconds), label: formatSpan(seconds, t) }))}
          />
          <TextInput
            label={t('people.grant_reason')}
            description={t('people.grant_reason_hint')}
            maxLength={500}
            value={reason}
            error={errors.reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
              setErrors({});
            }}
          />
          <ProblemLine error={create.error} />
        </Stack>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('people.grant_give')}
          </Button>
        </Group>
      </form>
    </FormDialog>
  );
}
