import { FocusTrap, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EMOJI_GROUPS, type Emoji, findEmoji } from './emoji-data.ts';
import classes from './emoji-picker.module.css';
import { noteRecent, recentEmoji } from './recent-emoji.ts';

/** In one row; the style sheet has the same. */
const COLUMNS = 8;

/** Emoji by group, those used last first, and a field to look for one. Tab comes to the first, the arrow keys go along them. */
export default function EmojiPicker({ onChoose }: { onChoose: (emoji: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [recent] = useState(() => recentEmoji(localStorage));
  const list = useRef<HTMLDivElement>(null);
  const choose = (emoji: string) => {
    noteRecent(localStorage, emoji);
    onChoose(emoji);
  };
  const buttons = () => [...(list.current?.querySelectorAll('button') ?? [])];
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: COLUMNS, ArrowUp: -COLUMNS };
    const isTyping = event.target instanceof HTMLInputElement;
    const forward = document.dir === 'rtl' ? -1 : 1;
    if (!isTyping) Object.assign(steps, { ArrowRight: forward, ArrowLeft: -forward });
    const step = steps[event.key];
    if (step === undefined) return;
    const all = buttons();
    const at = all.findIndex((button) => button.matches(':focus'));
    event.preventDefault();
    all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
  };
  const found = typed.trim() === '' ? null : findEmoji(typed);
  const groups = found
    ? [{ name: 'found' as const, emoji: found }]
    : [
        ...(recent.length > 0
          ? [{ name: 'recent' as const, emoji: recent.map((emoji) => ({ emoji, words: '' })) }]
          : []),
        ...EMOJI_GROUPS,
      ];
  const first = groups.find(({ emoji }) => emoji.length > 0)?.emoji[0];
  return (
    // The popover's own trap comes before what it shows, which is loaded.
    <FocusTrap>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to what is in it */}
      <div onKeyDown={onKeyDown}>
        <TextInput
          size="xs"
          // The trap would set the focus a moment later: what is typed by then would be lost.
          autoFocus
          data-autofocus
          aria-label={t('emoji.search')}
          placeholder={t('emoji.search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !found || !first) return;
            event.preventDefault();
            choose(first.emoji);
          }}
        />
        <div ref={list} className={classes.list}>
          {groups.map(({ name, emoji }) => (
            <section key={name} aria-label={t(`emoji.${name}`)}>
              <h3 className={classes.name}>{t(`emoji.${name}`)}</h3>
              <div className={classes.grid}>
                {emoji.map((one: Emoji) => (
                  <button
                    key={one.emoji}
                    type="button"
                    className={classes.emoji}
                    aria-label={one.emoji}
                    tabIndex={one === first ? 0 : -1}
                    onClick={() => choose(one.emoji)}
                  >
                    {one.emoji}
                  </button>
                ))}
              </div>
            </section>
          ))}
          {found?.length === 0 && <p className={classes.none}>{t('emoji.none')}</p>}
        </div>
      </div>
    </FocusTrap>
  );
}
