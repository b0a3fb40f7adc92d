import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../main/contract/entities.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { withoutOverrides } from '../../ui/overrides.ts';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useMergeClients } from './client-queries.ts';
import { mergeCandidates } from './merge-candidates.ts';
import classes from './merge-dialog.module.css';

interface MergeDialogProps {
  lawyerId: string;
  into: { clientId: string; conversation: Conversation };
  others: readonly Conversation[];
  onClose: () => void;
}

/** Two clients that are one person: choose the other one, see what comes of it, confirm. */
export function MergeDialog({ lawyerId, into, others, onClose }: MergeDialogProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Conversation | null>(null);
  const merge = useMergeClients(lawyerId, 'merge');
  const unmerge = useMergeClients(lawyerId, 'unmerge');
  const toast = useToast();
  const candidates = mergeCandidates(others, into.clientId, typed);
  if (chosen?.client_id) {
    const pair = { from: chosen.client_id, into: into.clientId };
    const names = { from: withoutOverrides(chosen.title), into: withoutOverrides(into.conversation.title) };
    const onMerged = () => {
      onClose();
      const undo = { label: t('common.undo'), run: () => unmerge.mutate(pair) };
      toast({ text: t('client.merge_done', names), undo });
    };
    return (
      <Dialog title={t('client.merge_preview')} opened onClose={onClose}>
        <div className={classes.preview}>
          <Side conversation={chosen} />
          <span aria-hidden="true" className={classes.arrow}>
            →
          </span>
          <Side conversation={into.conversation} />
        </div>
        <p className={classes.text}>{t('client.merge_preview_text', names)}</p>
        <ProblemLine error={merge.error} />
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={() => setChosen(null)}>
            {t('common.back')}
          </Button>
          <Button loading={merge.isPending} onClick={() => merge.mutate(pair, { onSuccess: onMerged })} data-autofocus>
            {t('client.merge_confirm')}
          </Button>
        </Group>
      </Dialog>
    );
  }
  return (
    <Dialog title={t('client.merge_title')} opened onClose={onClose}>
      <TextInput
        label={t('client.merge_search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      <ul className={classes.candidates}>
        {candidates.map((conversation) => (
          <li key={conversation.id}>
            <button type="button" className={classes.candidate} onClick={() => setChosen(conversation)}>
              <Side conversation={conversation} />
            </button>
          </li>
        ))}
      </ul>
      {candidates.length === 0 && <p className={classes.text}>{t('client.merge_none')}</p>}
    </Dialog>
  );
}

function Side({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { title, phone, message_count: count } = conversation;
  return (
    <span className={classes.side}>
      <Avatar name={title} size={36} />
      <span className={classes.words}>
        <SafeText className={classes.name}>{title}</SafeText>
        <span className={classes.quiet}>
          <bdi>{phone === null ? t('common.unknown_phone') : formatPhoneNumber(phone)}</bdi>
          {' · '}
          {t('client.merge_count', { count })}
        </span>
      </span>
    </span>
  );
}
