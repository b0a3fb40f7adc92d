import { Popover, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryProgress } from '../../../main/contract/entities.ts';
import { secondsLeft } from '../../ui/seconds-left.ts';
import { TimeLeft } from '../../ui/time-left.tsx';
import { useCoverWindow } from '../../ui/window-cover.tsx';
import { HistoryDetails } from './history-details.tsx';
import classes from './history-item.module.css';
import { useHistory } from './history-queries.ts';

/** In the status bar, while history is being read or was interrupted. Pressed, it tells more. */
export function HistoryItem({ lawyerId }: { lawyerId: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useCoverWindow(open);
  const { data: progress } = useHistory(lawyerId);
  if (!progress || progress.state === 'idle' || progress.state === 'complete') return null;
  const percent = Math.floor(progress.percent);
  const from = progress.state === 'running' && progress.started_at;
  const left = from ? secondsLeft({ share: 0, at: Date.parse(from) }, progress.percent / 100, new Date()) : null;
  return (
    <Popover opened={open} onChange={setOpen} position="top-start" shadow="md" width={300} withRoles={false}>
      <Popover.Target>
        <button
          type="button"
          className={classes.item}
          aria-haspopup="dialog"
          aria-expanded={open}
          data-interrupted={progress.state === 'interrupted' || undefined}
          onClick={() => setOpen(!open)}
        >
          <Progress className={classes.progress ?? ''} value={percent} size="sm" aria-label={t('history.progress')} />
          {words(progress, percent / 100)}
          <TimeLeft seconds={left} />
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('history.title')}>
        <h3 className={classes.title}>{t('history.title')}</h3>
        <HistoryDetails lawyerId={lawyerId} progress={progress} />
      </Popover.Dropdown>
    </Popover>
  );

  function words({ state, chats_done: done, chats_total: total }: HistoryProgress, shown: number): string {
    if (state === 'interrupted') return t('history.interrupted', { percent: shown });
    return t('history.running', { done, total, percent: shown });
  }
}
