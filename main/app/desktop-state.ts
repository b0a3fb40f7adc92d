import type { MenuItemConstructorOptions } from 'electron';
import type { AppCondition } from '../domain/app-condition.ts';
import type { Words } from './words.ts';

/** What is told outside the window. */
export interface DesktopFacts {
  condition: AppCondition;
  /** Null: whoever sits there is not told. */
  unread: number | null;
  /** Until when no notification is shown; null: they are shown. */
  pausedUntil: number | null;
  /** There is nothing to pause. */
  notifiesNever: boolean;
}

/** The tray, the window's title and the number at the app's icon. */
export interface DesktopState {
  icon: 'tray' | 'tray-unread' | 'tray-trouble';
  tooltip: string;
  title: string;
  badge: number;
  menu: MenuItemConstructorOptions[];
}

interface Actions {
  open(): void;
  pause(): void;
  resume(): void;
  quit(): void;
}

/** As it is shown. Trouble comes before what is unread: who does not see it misses messages. */
export function desktopState(facts: DesktopFacts, words: Words, actions: Actions): DesktopState {
  const { condition, unread, pausedUntil, notifiesNever } = facts;
  const unreadText = unread === 0 ? words.say('unread_none') : words.count('unread', unread ?? 0);
  const said = [...(unread === null ? [] : [unreadText]), words.say(condition)];
  const pausing: MenuItemConstructorOptions =
    pausedUntil === null
      ? { label: words.say('tray_pause'), enabled: !notifiesNever, click: actions.pause }
      : { label: words.say('tray_resume', { time: words.time(pausedUntil) }), click: actions.resume };
  return {
    icon: iconOf(condition, unread ?? 0),
    tooltip: ['Lexline', ...said].join('\n'),
    title: unread ? `(${words.number(unread)}) Lexline` : 'Lexline',
    badge: unread ?? 0,
    menu: [
      ...said.map((label) => ({ label, enabled: false })),
      { type: 'separator' },
      { label: words.say('tray_open'), click: actions.open },
      pausing,
      { type: 'separator' },
      { label: words.say('tray_quit'), click: actions.quit },
    ],
  };
}

function iconOf(condition: AppCondition, unread: number): DesktopState['icon'] {
  if (condition === 'needs_attention') return 'tray-trouble';
  return unread > 0 ? 'tray-unread' : 'tray';
}
