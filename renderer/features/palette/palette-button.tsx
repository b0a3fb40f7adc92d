import { IconCommand } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyCaps } from '../../shortcuts/key-caps.tsx';
import { shortcutHint } from '../../shortcuts/shortcut-hint.ts';
import classes from './palette-button.module.css';

/** The way to the palette, for who does not know its keys yet. */
export function PaletteButton({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className={classes.open} {...shortcutHint('palette', t('palette.open'))} onClick={onOpen}>
      <IconCommand size={16} aria-hidden="true" />
      <span className={classes.words}>{t('palette.open')}</span>
      <KeyCaps id="palette" />
    </button>
  );
}
