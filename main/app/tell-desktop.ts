import type { Conversation } from '../contract/entities.ts';
import type { StoredEvent } from '../contract/events.ts';
import type { LawyerId } from '../contract/ids.ts';
import { announceMessages } from '../domain/announce-messages.ts';
import { appCondition } from '../domain/app-condition.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database, Log, Sessions } from '../domain/ports.ts';
import type { AppSettingsOfMachine } from './app-settings.ts';
import { atMostEvery } from './at-most-every.ts';
import type { Desktop } from './desktop.ts';
import { desktopState } from './desktop-state.ts';
import { notificationText } from './notification-text.ts';
import { showsChat } from './shown-chat.ts';
import { wordsIn } from './words.ts';

/** How often what is shown outside the window is made anew, in ms. */
const SHOWN_EVERY = 1_000;

/** What is around it: the window, and the way out. */
export interface DesktopShell extends Desktop {
  languages(): readonly string[];
  /** Where one is in the window, while somebody looks at it; null: nobody does. */
  lookedAt(): string | null;
  setTitle(title: string): void;
  /** Shows the window, at that address within it or where it was. */
  open(to?: string): void;
  quit(): void;
}

interface Options {
  database: Database;
  clock: Clock;
  log: Log;
  sessions: Pick<Sessions, 'get'>;
  appSettings: Pick<AppSettingsOfMachine, 'get' | 'pauseNotifications' | 'onChange'>;
  /** Whoever sits at the window may read every chat: nobody else is told how much is unread, or of a message. */
  seesAll(): boolean;
  shell: DesktopShell;
}

/** Keeps tray, title and badge as the app is, and tells of new messages. */
export function tellDesktop({ database, clock, log, sessions, appSettings, seesAll, shell }: Options): {
  heard(events: readonly StoredEvent[]): void;
  /** Something may be another than it was. */
  refresh(): void;
  stop(): void;
} {
  let endPause = (): void => {};
  let stopped = false;
  const words = () => wordsIn(appSettings.get().language, shell.languages());

  function pausedUntil(): number | null {
    const until = appSettings.get().notifications_paused_until;
    return until === null ? null : Date.parse(until);
  }

  /** Whoever looks on hears of its end, too. */
  function watchPause(): void {
    endPause();
    const until = pausedUntil();
    if (until !== null) endPause = clock.after(until - clock.now(), () => appSettings.pauseNotifications(false));
    shown.happened();
  }

  async function show(): Promise<void> {
    const facts = await database.read(async (stores) => {
      const lawyers = (await stores.lawyers.all()).filter(({ is_active }) => is_active);
      const counts = await stores.conversations.countUnread();
      const unread = [...counts.values()].reduce((sum, count) => sum + count, 0);
      return { lawyers, alerts: await stores.alerts.open(null), unread };
    });
    if (stopped) return;
    const condition = appCondition(
      facts.lawyers.map(({ id }) => sessions.get(id)),
      facts.alerts,
    );
    const notifiesNever = appSettings.get().notifications === 'off';
    const unread = seesAll() ? facts.unread : null;
    const state = desktopState({ condition, unread, pausedUntil: pausedUntil(), notifiesNever }, words(), {
      open: () => shell.open(),
      pause: () => appSettings.pauseNotifications(true),
      resume: () => appSettings.pauseNotifications(false),
      quit: shell.quit,
    });
    shell.setTitle(state.title);
    shell.show(state);
  }

  const shown = atMostEvery(clock, SHOWN_EVERY, () => {
    show().catch(() => log.warn({}, 'the tray could not be made new'));
  });
  const announcer = announceMessages({
    ...{ database, clock, log },
    level: () => appSettings.get().notifications,
    isHeld: () => pausedUntil() !== null || shell.isLocked() || !seesAll(),
    isSeen(lawyerId: LawyerId, conversation: Pick<Conversation, 'id' | 'phone'>) {
      const url = shell.lookedAt();
      return url !== null && showsChat(url, lawyerId, conversation);
    },
    announce(announcement) {
      const text = notificationText(announcement, words());
      shell.notify(text, () => shell.open(text.to));
    },
  });
  const stopListening = appSettings.onChange(watchPause);
  watchPause();

  return {
    heard: announcer.heard,
    refresh: shown.happened,
    stop() {
      stopped = true;
      stopListening();
      announcer.stop();
      shown.stop();
      endPause();
    },
  };
}
