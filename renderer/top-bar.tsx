import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconMessagePlus, IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Lawyer } from '../main/contract/entities.ts';
import classes from './top-bar.module.css';
import { SafeText } from './ui/safe-text.tsx';
import { Wordmark } from './ui/wordmark.tsx';

export type View = 'chats' | 'whatsapp';

interface TopBarProps {
  lawyer: Lawyer;
  practice: boolean;
  view: View;
  onView: (view: View) => void;
  playing: boolean;
  onPlay: () => void;
  onSettings: () => void;
}

export function TopBar({ lawyer, practice, view, onView, playing, onPlay, onSettings }: TopBarProps) {
  const { t } = useTranslation();
  return (
    <header className={classes.bar}>
      <div className={classes.start}>
        <Wordmark />
        <SafeText className={classes.lawyer}>{lawyer.name}</SafeText>
      </div>
      <SegmentedControl
        size="sm"
        radius="md"
        aria-label={t('app.views')}
        value={view}
        onChange={onView}
        data={[
          { value: 'chats', label: t('app.chats') },
          { value: 'whatsapp', label: t('app.whatsapp') },
        ]}
      />
      <div className={classes.end}>
        {practice && (
          <>
            <Tooltip label={t('app.practice_badge_hint')} multiline w={260} openDelay={300}>
              <span className={classes.practice}>{t('app.practice_badge')}</span>
            </Tooltip>
            <Button
              variant={playing ? 'light' : 'default'}
              size="xs"
              leftSection={<IconMessagePlus size={16} aria-hidden="true" />}
              aria-pressed={playing}
              onClick={onPlay}
            >
              {t('practice.title')}
            </Button>
          </>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('app.settings')}
          title={t('app.settings')}
          onClick={onSettings}
        >
          <IconSettings size={20} aria-hidden="true" />
        </ActionIcon>
      </div>
    </header>
  );
}
