import { Loader } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Message, QueuedAction } from '../../../main/contract/entities.ts';
import { formatDay } from '../../ui/format-time.ts';
import { useToday } from '../../ui/use-today.ts';
import { Bubble } from '../messages/bubble.tsx';
import { isNotice } from '../messages/message-content.ts';
import { NoticeLine } from '../messages/notice-line.tsx';
import { distanceFromEnd, holdInPlace, type Standing, uppermostIn } from './hold-in-place.ts';
import { LatestButton } from './latest-button.tsx';
import classes from './message-list.module.css';
import { rowHeight } from './row-height.ts';
import type { Thread } from './thread.ts';
import { type ThreadRow, threadRows } from './thread-rows.ts';
import type { Place } from './use-reading-place.ts';
import { type UnreadMark, unreadAfter } from './use-unread-mark.ts';

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
  onNewer: () => void;
  /** Reads the newest messages, where what was read does not reach as far. */
  onNewest: () => Promise<void>;
  mark: UnreadMark | null;
  /** Where one begins; null: at the first unread one, or else at the end. */
  begin: { message_id: string; top: Standing } | null;
  /** How many of the chat count as unread. */
  unread: number;
  /** Whether the end of the chat is before the person. */
  onEnd: (isThere: boolean) => void;
  onPlace: (place: Place | null) => void;
  ref: Ref<MessageListHandle>;
}

/** Nearer to the end than this, in CSS pixels, the list stays with the newest message. */
const NEAR_END = 90;

/** Above where the unread ones begin, in CSS pixels: what was read last is seen, too. */
const ABOVE_MARK = 90;

/** The messages of a chat, the newest at the bottom; older ones come as the person scrolls up. */
export function MessageList({ thread, queued, loadingOlder, onOlder, onNewer, ref, ...props }: MessageListProps) {
  const { mark, onPlace, onNewest, onEnd } = props;
  const { t, i18n } = useTranslation();
  const now = useToday();
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [found, setFound] = useState<string | null>(null);
  const rows = useMemo(() => threadRows(thread.messages), [thread.messages]);
  const byId = useMemo(
    () => new Map<string, Message>(thread.messages.map((message) => [message.id, message])),
    [thread.messages],
  );
  const wasWhole = useRef(!thread.hasNewer);
  // Where it begins is known when it is drawn first, and does not change with what comes.
  const begin = useRef(props.begin ?? (mark && { message_id: mark.id, top: ABOVE_MARK }));
  // With another function the list measures all of its rows anew, and it is drawn with every frame in which one scrolls.
  const keyOf = useCallback((index: number) => rows[index]?.message.id ?? index, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index] ? rowHeight(rows[index].message) : 0),
    getItemKey: keyOf,
    // It begins about there, rather than drawing the first messages for nothing.
    initialOffset: () => heightBefore(rows, begin.current?.message_id),
    overscan: 10,
    anchorTo: 'end',
    // What is read on at the end of a part that was read far back is no news.
    followOnAppend: wasWhole.current,
    scrollEndThreshold: NEAR_END,
    paddingStart: 44,
    paddingEnd: 14,
  });
  const shown = virtualizer.getVirtualItems();
  const first = shown[0]?.index ?? rows.length;
  const last = shown.at(-1)?.index ?? 0;
  const indexOf = useRef<(id: string) => number>(() => -1);
  indexOf.current = (id) => rows.findIndex(({ message }) => message.id === id);
  const letGo = useRef(() => {});
  useEffect(() => () => letGo.current(), []);
  const goToEnd = useCallback(() => {
    letGo.current();
    virtualizer.scrollToEnd();
  }, [virtualizer]);
  /** Goes to a message, also when others are read before it meanwhile; to the end when it is not there. */
  const goTo = useCallback(
    (id: string | undefined, top: Standing) => {
      if (id === undefined || indexOf.current(id) < 0 || !scroller.current) return goToEnd();
      // What changes its height meanwhile must not take it back to the end.
      atEnd.current = false;
      letGo.current();
      letGo.current = holdInPlace(scroller.current, id, top, () => {
        const align = top === 'middle' ? 'center' : 'start';
        const offset = virtualizer.getOffsetForIndex(indexOf.current(id), align)?.[0] ?? 0;
        virtualizer.scrollToOffset(top === 'middle' ? offset : offset - top);
      });
    },
    [virtualizer, goToEnd],
  );
  const settled = useRef(false);
  useEffect(() => {
    wasWhole.current = !thread.hasNewer;
    if (!settled.current) return;
    if (first < 12) onOlder();
    if (thread.hasNewer && last >= rows.length - 12) onNewer();
  }, [thread.hasNewer, first, last, rows, onOlder, onNewer]);
  useEffect(() => {
    settled.current = true;
    goTo(begin.current?.message_id, begin.current?.top ?? 0);
  }, [goTo]);

  // Who has written wants to see it, wherever in the chat they were reading.
  const newest = thread.messages.at(-1);
  const written = newest?.direction === 'outbound' && newest.status === 'queued' ? newest.id : null;
  const wasWritten = useRef(written);
  useEffect(() => {
    // What waited when the chat was opened was not written now.
    if (written !== null && written !== wasWritten.current) goToEnd();
    wasWritten.current = written;
  }, [goToEnd, written]);

  // Whether that is the end is known when what was measured is drawn: the list itself looks before, and not at each step of a scroll.
  const [isNearEnd, setNearEnd] = useState(begin.current === null);
  const noteEnd = useCallback(() => {
    if (scroller.current) setNearEnd(distanceFromEnd(scroller.current) <= NEAR_END);
  }, []);
  const height = virtualizer.getTotalSize();
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another height its end is elsewhere
  useLayoutEffect(noteEnd, [noteEnd, height]);

  // When the compose box grows, the newest message stays above it.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) virtualizer.scrollToEnd();
      noteEnd();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [virtualizer, noteEnd]);

  useImperativeHandle(
    ref,
    () => ({
      show(id) {
        if (indexOf.current(id) < 0) return;
        setFound(id);
        goTo(id, 'middle');
      },
    }),
    [goTo],
  );

  // What is drawn is looked at when it stands: while one scrolls, the list is still about to follow.
  const looking = useRef<number | null>(null);
  useEffect(() => () => cancelAnimationFrame(looking.current ?? 0), []);
  // What has come in since one was at the end, or with what the chat was opened.
  const [seen, setSeen] = useState<string | null>(null);
  const end = useRef<string | null>(null);
  end.current = thread.hasNewer ? null : (newest?.id ?? null);
  const notePlace = () => {
    looking.current ??= requestAnimationFrame(() => {
      looking.current = null;
      if (!scroller.current) return;
      const isThere = end.current !== null && distanceFromEnd(scroller.current) <= NEAR_END;
      if (isThere) setSeen(end.current);
      onPlace(isThere ? null : uppermostIn(scroller.current));
    });
  };

  const isAtEnd = isNearEnd && !thread.hasNewer;
  useEffect(() => onEnd(isAtEnd), [onEnd, isAtEnd]);
  const since = seen === null ? (mark?.count ?? 0) : (unreadAfter(thread.messages, seen)?.count ?? 0);
  const below = isAtEnd ? 0 : Math.max(props.unread, since);

  // Only when what was read is drawn can one go to its end.
  const [goes, setGoes] = useState(false);
  useEffect(() => {
    if (!goes || thread.hasNewer) return;
    setGoes(false);
    goToEnd();
  }, [goes, thread.hasNewer, goToEnd]);
  const toEnd = () => {
    setGoes(true);
    if (thread.hasNewer) void onNewest();
  };

  return (
    <div className={classes.frame}>
      <div
        ref={scroller}
        className={classes.list}
        role="log"
        aria-label={t('chat.messages')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget }) => {
          // Of the element itself: the list hears of it later, and would be taken back to the end from where it was led.
          atEnd.current = distanceFromEnd(currentTarget) <= NEAR_END;
          setNearEnd(atEnd.current);
          notePlace();
        }}
      >
        <div className={classes.rows} style={{ height }}>
          <div className={classes.top}>
            {loadingOlder && <Loader size="xs" role="img" aria-label={t('chat.loading_older')} />}
            {!thread.hasOlder && t('chat.beginning')}
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
                data-message={message.id}
                className={classes.place}
                style={{ transform: `translateY(${item.start}px)` }}
                onAnimationEnd={() => setFound(null)}
              >
                {row.startsDay && (
                  <div className={classes.day}>
                    <span>{formatDay(message.sent_at, now, i18n.language, t)}</span>
                  </div>
                )}
                {mark?.id === message.id && (
                  <p className={classes.unread}>
                    <span>{t('chats.unread', { count: mark.count })}</span>
                  </p>
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
      {!isAtEnd && settled.current && <LatestButton count={below} onPress={toEnd} />}
    </div>
  );
}

/** How high the messages before this one are about, in CSS pixels; before none, all of them. */
function heightBefore(rows: readonly ThreadRow[], id: string | undefined): number {
  const index = rows.findIndex(({ message }) => message.id === id);
  const before = index < 0 ? rows : rows.slice(0, index);
  return before.reduce((height, { message }) => height + rowHeight(message), 0);
}
