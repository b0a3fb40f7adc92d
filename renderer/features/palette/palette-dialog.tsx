import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCaps } from '../../shortcuts/key-caps.tsx';
import { isPressed } from '../../shortcuts/keys.ts';
import { keysOf } from '../../shortcuts/shortcuts.ts';
import { isMac } from '../../shortcuts/use-shortcut.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { hasMoved } from '../../ui/has-moved.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './palette.module.css';
import type { PaletteItem } from './palette-item.ts';

interface PaletteDialogProps {
  /** What fits what was typed, the best first. */
  items: readonly PaletteItem[];
  typed: string;
  onType: (typed: string) => void;
  onClose: () => void;
}

/** A field over what fits it, for the keyboard alone. */
export function PaletteDialog({ items, typed, onType, onClose }: PaletteDialogProps) {
  const { t } = useTranslation();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  // By its name and not by its place: what is found a moment later must not move another one under the finger.
  const [reached, setReached] = useState<string | null>(null);
  const active =
    items.length === 0
      ? -1
      : Math.max(
          0,
          items.findIndex(({ id }) => id === reached),
        );
  useEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const choose = (index: number) => {
    const item = items[index];
    if (!item) return;
    // The focus is back where it was, so that what is done can take it from there.
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const goTo = (index: number) => setReached(items.at(index % items.length)?.id ?? null);
    if (event.key === 'ArrowDown') goTo(active + 1);
    else if (event.key === 'ArrowUp') goTo(active - 1);
    else if (event.key === 'Enter') choose(active);
    else if (isPressed(keysOf('palette', isMac), event.nativeEvent, isMac)) onClose();
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t('palette.title')} opened onClose={onClose} returnFocus={false} size={580}>
      <input
        ref={focusAtOnce}
        className={classes.field}
        type="text"
        role="combobox"
        dir="auto"
        aria-label={t('palette.placeholder')}
        placeholder={t('palette.placeholder')}
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active < 0 ? undefined : `${listId}-${active}`}
        maxLength={100}
        value={typed}
        data-autofocus
        onChange={(event) => {
          onType(event.currentTarget.value);
          setReached(null);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={listId} className={classes.list} role="listbox" aria-label={t('palette.results')}>
        {items.map(({ id, title, of, beside, what, icon: Icon, shortcut }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
          // biome-ignore lint/a11y/useFocusableInteractive: the field holds the focus and points here
          <div
            key={id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className={classes.item}
            onPointerMove={(event) => hasMoved(event) && setReached(id)}
            onClick={() => choose(index)}
          >
            <Icon className={classes.icon} size={18} stroke={1.7} aria-hidden="true" />
            <SafeText className={classes.title}>{of === undefined ? title : `${of}: ${title}`}</SafeText>
            {beside !== undefined && <bdi className={classes.quiet}>{beside}</bdi>}
            {shortcut ? <KeyCaps id={shortcut} /> : <span className={classes.quiet}>{t(what)}</span>}
          </div>
        ))}
      </div>
      {items.length === 0 && (
        <p className={classes.none} role="status">
          {t('palette.none')}
        </p>
      )}
    </Dialog>
  );
}

/** The dialog sets the focus a moment later: what is typed by then would be lost. */
function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus();
}
