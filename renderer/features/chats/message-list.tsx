import { ActionIcon, Loader } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message, QueuedAction } from '../../../main/contract/entities.ts';
import { formatDay } from '../../ui/format-time.ts';
import { useToday } from '../../ui/use-today.ts';
import { Bubble } from '../messages/bubble.tsx';
import { isNotice } from '../messages/message-content.ts';
import { NoticeLine } from '../messages/notice-line.tsx';
import classes from './message-list.module.css';
import { rowHeight } from './row-height.ts';
import type { Thread } from './thread.ts';
import { threadRows } from './thread-rows.ts';

/** What can be asked of the list from outside. */
export interface MessageListHandle {
  /** Brings a message of the thread into the middle, and marks it for a moment. */
  show(id: string): void;
}

interface MessageListProps {
  thread: Thread;
  queued: ReadonlyMap<string, readonly QueuedAction[]>;
  loadingOlder: boolean;
  onOlder: () => void;
  ref: Ref<MessageListHandle>;
}

/** Nearer to the end than this, in CSS pixels, the list stays with the newest message. */
const NEAR_END = 90;

/** The messages of a chat, the newest at the bottom; older ones come as the person scrolls up. */
export function MessageList({ thread, queued, loadingOlder, onOlder, ref }: MessageListProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const scroller = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<string | null>(null);
  const rows = useMemo(() => threadRows(thread.messages), [thread.messages]);
  const byId = useMemo(
    () => new Map<string, Message>(thread.messages.map((message) => [message.id, message])),
    [thread.messages],
  );
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index] ? rowHeight(rows[index].message) : 0),
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

  // Who has written wants to see it, wherever in the chat they were reading.
  const last = thread.messages.at(-1);
  const written = last?.direction === 'outbound' && last.status === 'queued' ? last.id : null;
  useEffect(() => {
    if (written !== null) virtualizer.scrollToEnd();
  }, [virtualizer, written]);

  // When the compose box grows, the newest message stays above it.
  const atEnd = useRef(true);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) virtualizer.scrollToEnd();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [virtualizer]);

  useImperativeHandle(
    ref,
    () => ({
      show(id) {
        const index = rows.findIndex(({ message }) => message.id === id);
        if (index < 0) return;
        setFound(id);
        virtualizer.scrollToIndex(index, { align: 'center' });
      },
    }),
    [rows, virtualizer],
  );

  return (
    <div className={classes.frame}>
      <div
        ref={scroller}
        className={classes.list}
        role="log"
        aria-label={t('chat.messages')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={() => {
          atEnd.current = virtualizer.isAtEnd(NEAR_END);
        }}
      >
        <div className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
          <div className={classes.top}>
            {loadingOlder && <Loader size="xs" aria-label={t('chat.loading_older')} />}
            {thread.older === null && t('chat.beginning')}
          </div>
          {shown.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const { message } = row;
            return (
              <div
                key={item.key}
                ref={virtualizer.measureElement}
                data-index={item.index}
                className={classes.place}
                style={{ transform: `translateY(${item.start}px)` }}
                onAnimationEnd={() => setFound(null)}
              >
                {row.startsDay && (
                  <div className={classes.day}>
                    <span>{formatDay(message.sent_at, now, i18n.language, t)}</span>
                  </div>
                )}
                {isNotice(message) ? (
                  <NoticeLine message={message} />
                ) : (
                  <Bubble
                    message={message}
                    startsRun={row.startsRun}
                    endsRun={row.endsRun}
                    quoted={byId.get(message.reply_to?.message_id ?? '')}
                    queued={queued.get(message.id)}
                    isFound={found === message.id}
                  />
                )}
              </div>
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
