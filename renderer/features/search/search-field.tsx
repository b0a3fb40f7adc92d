import { CloseButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_QUERY_LENGTH } from '../../../main/contract/limits.ts';
import { useShortcut } from '../../shortcuts/use-shortcut.tsx';
import classes from './search-field.module.css';
import { useTyped } from './use-typed.ts';

interface SearchFieldProps {
  words: string;
  listId: string;
  activeId: string | undefined;
  /** Whether there is something to choose from. */
  isOpen: boolean;
  onChange: (words: string) => void;
  onMove: (by: 1 | -1) => void;
  /** Enter, at those words: they may be told by `onChange` only a moment later. */
  onEnter: (words: string) => void;
  /** Something else is done: an Enter that was not followed yet counts no more. */
  onElse: () => void;
}

/** Where one types what is looked for. The arrow keys go along what was found, Enter opens it. */
export function SearchField({ words, listId, activeId, isOpen, onChange, ...on }: SearchFieldProps) {
  const { onMove, onEnter, onElse } = on;
  const { t } = useTranslation();
  const [typed, setTyped] = useTyped(words, onChange);
  const type = (text: string) => {
    onElse();
    setTyped(text);
  };
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const goThere = () => field.current?.select();
  useShortcut('search', goThere);
  useShortcut('find.open', goThere);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') onMove(1);
    else if (event.key === 'ArrowUp') onMove(-1);
    else if (event.key === 'Enter') onEnter(event.currentTarget.value);
    else if (event.key === 'Escape' && typed !== '') type('');
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes.box}>
      <IconSearch size={18} aria-hidden="true" />
      <input
        ref={field}
        className={classes.field}
        type="text"
        role="combobox"
        dir="auto"
        aria-label={t('search.label')}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={activeId}
        aria-autocomplete="list"
        placeholder={t('search.placeholder')}
        maxLength={MAX_QUERY_LENGTH}
        value={typed}
        // biome-ignore lint/a11y/noAutofocus: who comes here comes to type
        autoFocus
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={onElse}
      />
      {typed !== '' && (
        <CloseButton
          size="sm"
          aria-label={t('search.clear_words')}
          onClick={() => {
            type('');
            field.current?.focus();
          }}
        />
      )}
    </div>
  );
}
