import { Button, Popover, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useReact } from './message-queries.ts';
import { placeOf } from './place-of.ts';
import { isEmoji } from './reaction-groups.ts';
import classes from './reaction-picker.module.css';

/** WhatsApp's own first six, and what a lawyer may like to have at hand. */
const COMMON = ['👍', '❤️', '😂', '😮', '😢', '🙏', '✅', '👀', '📞', '⚖️', '🎉', '👋'];

interface ReactionPickerProps {
  lawyerId: string;
  message: Message;
  anchor: HTMLElement;
  onClose: () => void;
}

/** A few emoji to press, and a field for any other. Pressing the present one takes it back. */
export function ReactionPicker({ lawyerId, message, anchor, onClose }: ReactionPickerProps) {
  const { t } = useTranslation();
  const [place] = useState(() => placeOf(anchor));
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const react = useReact(lawyerId);
  const present = message.reactions.find(({ from }) => from === 'lawyer')?.emoji;
  const close = () => {
    onClose();
    anchor.focus();
  };
  const choose = (emoji: string) => {
    if (!react.isPending) react.mutate({ id: message.id, emoji: emoji === present ? '' : emoji }, { onSuccess: close });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const emoji = typed.trim();
    setWrong(!isEmoji(emoji));
    if (isEmoji(emoji)) choose(emoji);
  };
  return (
    <Popover
      opened
      onChange={close}
      onDismiss={close}
      position="top"
      shadow="md"
      trapFocus
      withRoles={false}
      returnFocus={false}
      width={252}
    >
      <Popover.Target>
        <span style={place} />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('message.react_title')}>
        <div className={classes.grid}>
          {COMMON.map((emoji, index) => (
            <button
              key={emoji}
              type="button"
              className={classes.emoji}
              aria-label={emoji}
              aria-pressed={emoji === present}
              data-autofocus={index === 0 || undefined}
              aria-disabled={react.isPending || undefined}
              onClick={() => choose(emoji)}
            >
              {emoji}
            </button>
          ))}
        </div>
        <form className={classes.other} onSubmit={submit} noValidate>
          <TextInput
            size="xs"
            aria-label={t('message.react_other')}
            placeholder={t('message.react_other')}
            value={typed}
            error={wrong && t('message.react_wrong')}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setWrong(false);
            }}
          />
          <Button type="submit" size="xs" variant="light" loading={react.isPending}>
            {t('message.react')}
          </Button>
        </form>
        <ProblemLine error={react.error} />
      </Popover.Dropdown>
    </Popover>
  );
}
