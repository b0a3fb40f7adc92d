import { ActionIcon, Loader } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../ui/format-time.ts';
import { useToday } from '../../ui/use-today.ts';
import { Bubble } from './bubble.tsx';
import classes from './message-list.module.css';
import type { Thread } from './thread.ts';
import { threadRows } from './thread-rows.ts';

interface MessageListProps {
  thread: Thread;
  title: string;
  loadingOlder: boolean;
  onOlder: () => void;
  onAgain: (text: string) => void;
}

/** Nearer to the end than this, in CSS pixels, the list stays with the newest message. */
const NEAR_END = 90;

/** The messages of a chat, the newest at the bottom; older ones come as the person scrolls up. */
export function MessageList({ thread, title, loadingOlder, onOlder, onAgain }: MessageListProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => threadRows(thread.messages), [thread.messages]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => 44 + Math.floor((rows[index]?.message.text.length ?? 0) / 70) * 20,
    getItemKey: (index) => rows[index]?.message.id ?? index,
    overscan: 10,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
    paddingStart: 44,
    paddingEnd: 14,
  });
  const shown = virtualizer.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const settled = useRef(false);
  useEffect(() => {
    if (!settled.current) {
      settled.current = true;
      virtualizer.scrollToEnd();
    } else if (first < 12) onOlder();
  }, [virtualizer, first, onOlder]);

  return (
    <div className={classes.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={scroller} className={classes.list} role="log" aria-label={t('chat.messages')} tabIndex={0}>
        <div className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
          <div className={classes.top}>
            {loadingOlder && <Loader size="xs" aria-label={t('chat.loading_older')} />}
            {thread.older === null && t('chat.beginning')}
          </div>
          {shown.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <div
                  key={item.key}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  className={classes.place}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {row.startsDay && (
                    <div className={classes.day}>
                      <span>{formatDay(row.message.sent_at, now, i18n.language, t)}</span>
                    </div>
                  )}
                  <Bubble
                    message={row.message}
                    startsRun={row.startsRun}
                    endsRun={row.endsRun}
                    title={title}
                    onAgain={onAgain}
                  />
                </div>
              )
            );
          })}
        </div>
      </div>
      {!virtualizer.isAtEnd(NEAR_END) && settled.current && (
        <ActionIcon
          className={classes.latest ?? ''}
          variant="default"
          size={38}
          radius="xl"
          aria-label={t('chat.latest')}
          title={t('chat.latest')}
          onClick={() => virtualizer.scrollToEnd()}
        >
          <IconArrowDown size={20} aria-hidden="true" />
        </ActionIcon>
      )}
    </div>
  );
}
