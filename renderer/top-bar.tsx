import { Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lawyer } from '../main/contract/entities.ts';
import { PaletteButton } from './features/palette/palette-button.tsx';
import { PracticeBadge } from './features/practice/practice-badge.tsx';
import { UserMenu } from './features/staff/user-menu.tsx';
import classes from './top-bar.module.css';
import { SafeText } from './ui/safe-text.tsx';
import { Wordmark } from './ui/wordmark.tsx';

interface TopBarProps {
  lawyer: Lawyer;
  practice: boolean;
  playing: boolean;
  onPlay: () => void;
  /** The way to another lawyer, for a window that is too narrow for the rail. */
  menu: ReactNode;
  onPalette: () => void;
  onPassword: () => void;
}

/** Whose window it is. A message must never go out in another lawyer's name by mistake. */
export function TopBar({ lawyer, practice, playing, onPlay, menu, onPalette, onPassword }: TopBarProps) {
  const { t } = useTranslation();
  return (
    <header className={classes.bar}>
      <div className={classes.start}>
        <span className={classes.sign}>
          <Wordmark />
        </span>
        <SafeText className={classes.lawyer}>{lawyer.name}</SafeText>
      </div>
      <div className={classes.menu}>{menu}</div>
      <PaletteButton onOpen={onPalette} />
      {practice && (
        <div className={classes.end}>
          <PracticeBadge />
          <Button
            variant={playing ? 'light' : 'default'}
            size="xs"
            leftSection={<IconMessagePlus size={16} aria-hidden="true" />}
            aria-pressed={playing}
            onClick={onPlay}
          >
            {t('practice.title')}
          </Button>
        </div>
      )}
      <UserMenu onPassword={onPassword} />
    </header>
  );
}
