import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergePreview } from '../../../main/contract/client-merge.ts';
import type { ClientRow } from '../../../main/contract/client-rows.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PartLoading } from '../../ui/part-loading.tsx';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useTyped } from '../search/use-typed.ts';
import { useClientList } from './client-list-queries.ts';
import { useMergeClients, useMergePreview } from './client-queries.ts';
import classes from './merge-dialog.module.css';
import { MergeOutcome } from './merge-outcome.tsx';

interface MergeDialogProps {
  lawyerId: string;
  into: string;
  onClose: () => void;
}

/** More than so many are not looked through: the person types a part of the name or the number. */
const MOST = 30;

/** Two clients that are one person: choose the other one, see what comes of it, confirm. */
export function MergeDialog({ lawyerId, into, onClose }: MergeDialogProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [typed, type] = useTyped(words, setWords);
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useClientList(lawyerId, { q: words, status: null, order: 'last_message' });
  const candidates = found.clients.filter(({ id }) => id !== into).slice(0, MOST);
  if (chosen !== null) {
    return <Preview lawyerId={lawyerId} from={chosen} into={into} onBack={() => setChosen(null)} onClose={onClose} />;
  }
  return (
    <Dialog title={t('client.merge_title')} opened onClose={onClose}>
      <TextInput
        label={t('client.merge_search')}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        data-autofocus
      />
      <ul className={classes.candidates} aria-busy={found.isFetching}>
        {candidates.map((client) => (
          <li key={client.id}>
            <button type="button" className={classes.candidate} onClick={() => setChosen(client.id)}>
              <Side client={client} />
            </button>
          </li>
        ))}
      </ul>
      {found.isSuccess && candidates.length === 0 && <p className={classes.text}>{t('client.merge_none')}</p>}
      <ProblemLine error={found.error} />
    </Dialog>
  );
}

interface PreviewProps {
  lawyerId: string;
  from: string;
  into: string;
  onBack: () => void;
  onClose: () => void;
}

function Preview({ lawyerId, from, into, onBack, onClose }: PreviewProps) {
  const { t } = useTranslation();
  const preview = useMergePreview(lawyerId, { from, into });
  const merge = useMergeClients(lawyerId, 'merge');
  const unmerge = useMergeClients(lawyerId, 'unmerge');
  const toast = useToast();
  const nameOf = ({ name, phone }: MergePreview['from']) =>
    name ?? (phone === null ? t('client.unnamed') : formatPhoneNumber(phone));
  const confirm = () => {
    if (!preview.data) return;
    const names = { from: nameOf(preview.data.from), into: nameOf(preview.data.into) };
    const pair = { from, into };
    const onSuccess = () => {
      onClose();
      const run = () => unmerge.mutateAsync(pair).catch((error) => toast({ text: problemText(t, error) }));
      const undo = { label: t('common.undo'), run };
      toast({ text: t('client.merge_done', names), undo });
    };
    merge.mutate(pair, { onSuccess });
  };
  return (
    <Dialog title={t('client.merge_preview')} opened onClose={onClose}>
      {preview.isPending && <PartLoading />}
      {preview.data && (
        <>
          <div className={classes.preview}>
            <Side client={preview.data.from} />
            <span aria-hidden="true" className={classes.arrow}>
              →
            </span>
            <Side client={preview.data.into} />
          </div>
          <p className={classes.text}>
            {t('client.merge_preview_text', { from: nameOf(preview.data.from), into: nameOf(preview.data.into) })}
          </p>
          <MergeOutcome result={preview.data.result} />
        </>
      )}
      <ProblemLine error={preview.error ?? merge.error} />
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onBack} data-autofocus>
          {t('common.back')}
        </Button>
        <Button loading={merge.isPending} disabled={!preview.data} onClick={confirm}>
          {t('client.merge_confirm')}
        </Button>
      </Group>
    </Dialog>
  );
}

function Side({ client }: { client: Pick<ClientRow, 'name' | 'phone' | 'message_count'> }) {
  const { t } = useTranslation();
  const { name, phone, message_count: count } = client;
  const number = phone === null ? '' : formatPhoneNumber(phone);
  const shownPhone = number || t('common.unknown_phone');
  return (
    <span className={classes.side}>
      <Avatar name={name ?? number} size={36} />
      <span className={classes.words}>
        <SafeText className={classes.name}>{name ?? t('client.unnamed')}</SafeText>
        <span className={classes.quiet}>
          <bdi>{shownPhone}</bdi>
          {' · '}
          {t('client.merge_count', { count })}
        </span>
      </span>
    </span>
  );
}
