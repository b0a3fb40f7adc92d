import { ActionIcon } from '@mantine/core';
import { IconCheck, IconPaperclip, IconSend2 } from '@tabler/icons-react';
import {
  type ClipboardEvent,
  type FormEvent,
  type KeyboardEvent,
  lazy,
  type RefObject,
  Suspense,
  useId,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { useErrand } from '../../routing/use-errand.ts';
import { withoutOverrides } from '../../ui/overrides.ts';
import { problemText } from '../../ui/problem-text.ts';
import classes from './compose-box.module.css';
import { MAX_FILES, MAX_TEXT } from './compose-limits.ts';
import { ComposeSubject } from './compose-subject.tsx';
import { withoutEdit, withoutReply, withText } from './draft-changes.ts';
import { EmojiButton } from './emoji-button.tsx';
import { FileTray } from './file-tray.tsx';
import { isBeingTakenIn, piecesOf } from './pieces-of.ts';
import { SlashedTemplates } from './slashed-templates.tsx';
import { TemplateButton } from './template-button.tsx';
import { useComposeTemplates } from './use-compose-templates.ts';
import { useDraft, useKeepOnLeave } from './use-draft.ts';
import { type Target, useEdit, useSend } from './use-send.ts';

const FillDialog = lazy(() => import('../templates/fill-dialog.tsx'));

interface ComposeBoxProps {
  lawyerId: string;
  target: Target;
  title: string;
  draft: string;
  connected: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  nameOf: (message: Message) => string;
  /** Takes in files that were chosen or pasted. */
  files: { take: (files: readonly File[]) => void; tooMany: boolean };
  onSent: () => Promise<unknown>;
}

/** Where the person writes. What is in it is given up only when the main process has taken it. */
export function ComposeBox({ lawyerId, target, title, draft: key, connected, field, ...props }: ComposeBoxProps) {
  const { t } = useTranslation();
  const [draft, change] = useDraft(key);
  useKeepOnLeave(key);
  const [problem, setProblem] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  useErrand('compose.attach', () => picker.current?.click());
  const send = useSend({ lawyerId, target, change, onSent: props.onSent });
  const edit = useEdit(lawyerId);
  const listId = useId();
  const templates = useComposeTemplates({
    ...{ lawyerId, draft: key, field, text: draft.text, isOff: draft.edit !== null },
    onProblem: (error) => setProblem(problemText(t, error)),
  });
  const isBusy = send.isPending || edit.isPending;
  const changed = draft.edit?.message;
  const canSubmit = changed
    ? draft.text.trim() !== '' && draft.text !== changed.text
    : piecesOf(draft).length > 0 && !isBeingTakenIn(draft.files);

  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (!canSubmit || isBusy) return;
    setProblem(null);
    const onSettled = () => field.current?.focus();
    if (changed) {
      edit.mutate(
        { id: changed.id, text: draft.text },
        {
          onSuccess: () => change(withoutEdit),
          onError: (error) => setProblem(t('chat.edit_failed', { reason: problemText(t, error) })),
          onSettled,
        },
      );
      return;
    }
    send.mutate(draft, {
      onError: (error) => setProblem(t('chat.send_failed', { reason: problemText(t, error) })),
      onSettled,
    });
  };
  const leave = () => {
    change(draft.edit ? withoutEdit : withoutReply);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a character, Enter belongs to it.
    if (event.nativeEvent.isComposing || templates.onKeyDown(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) submit(event);
    if (event.key === 'Escape' && (draft.edit || draft.reply)) leave();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0 || changed) return;
    event.preventDefault();
    props.files.take(files);
  };
  const subject = changed ?? draft.reply;
  const { slashed, asked } = templates;

  return (
    <>
      <form className={classes.compose} onSubmit={submit}>
        {problem && (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        )}
        {props.files.tooMany && draft.files.length > 0 && (
          <p className={classes.problem} role="status">
            {t('chat.files_too_many', { count: MAX_FILES })}
          </p>
        )}
        {subject && (
          <ComposeSubject
            message={subject}
            isEdit={changed !== undefined}
            name={props.nameOf(subject)}
            onLeave={leave}
          />
        )}
        {!changed && (
          <FileTray lawyerId={lawyerId} files={draft.files} change={change} onRemoved={() => field.current?.focus()} />
        )}
        {slashed && <SlashedTemplates lawyerId={lawyerId} listId={listId} choice={slashed} />}
        <div className={classes.box}>
          {!changed && (
            <>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                radius="xl"
                aria-label={t('chat.attach')}
                title={t('chat.attach')}
                onClick={() => picker.current?.click()}
              >
                <IconPaperclip size={19} aria-hidden="true" />
              </ActionIcon>
              <input
                ref={picker}
                type="file"
                multiple
                hidden
                aria-label={t('chat.attach')}
                onChange={(event) => {
                  props.files.take([...(event.currentTarget.files ?? [])]);
                  event.currentTarget.value = '';
                }}
              />
            </>
          )}
          {!changed && <TemplateButton lawyerId={lawyerId} field={field} templates={templates} />}
          <EmojiButton field={field} />
          <textarea
            ref={field}
            className={classes.field}
            dir="auto"
            rows={1}
            maxLength={MAX_TEXT}
            value={draft.text}
            placeholder={draft.files.length > 0 ? t('chat.caption') : t('chat.compose')}
            aria-label={changed ? t('chat.editing') : t('chat.compose_to', { name: withoutOverrides(title) })}
            readOnly={edit.isPending}
            {...(slashed && {
              'aria-autocomplete': 'list' as const,
              'aria-controls': listId,
              ...(slashed.active >= 0 && { 'aria-activedescendant': `${listId}-${slashed.active}` }),
            })}
            onChange={({ currentTarget: { value }, nativeEvent }) => {
              templates.onType(value, nativeEvent instanceof InputEvent && nativeEvent.isComposing);
              change(withText(value));
            }}
            onBlur={templates.onLeave}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
          <ActionIcon
            type="submit"
            variant="filled"
            size={36}
            radius="xl"
            aria-label={t(changed ? 'chat.save_edit' : 'chat.send')}
            title={t(changed ? 'chat.save_edit' : 'chat.send')}
            disabled={!canSubmit}
            loading={isBusy}
          >
            {changed ? <IconCheck size={19} aria-hidden="true" /> : <IconSend2 size={19} aria-hidden="true" />}
          </ActionIcon>
        </div>
        <p className={classes.hint}>{connected ? t('chat.hint') : t('chat.kept')}</p>
      </form>
      {/* Outside of the form: what is submitted in it would send what stands in the field. */}
      {asked && (
        <Suspense>
          <FillDialog {...asked} lawyerId={lawyerId} onFilled={templates.onFilled} onClose={templates.onAskedClose} />
        </Suspense>
      )}
    </>
  );
}
