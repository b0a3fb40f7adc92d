import type { SessionCause } from '../contract/values.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Metrics } from '../domain/ports.ts';
import type { PageHost, PageHostListener } from './page-host.ts';

/** How long a page may take until it says anything at all: after that it is taken for an empty one. */
const FIRST_REPORT_DEADLINE: Millis = 45_000;
/** How long a driver may take to find its way in the page. */
const DRIVER_DEADLINE: Millis = 90_000;
/** What has worked for so long has mended itself: pauses begin anew. */
const CALM: Millis = 60_000;
/** How long a load waits for the network: what the machine says of it can be wrong. */
const LONGEST_OFFLINE_WAIT: Millis = 60_000;
/** The network is just back: names and routes follow a moment later. */
const ONLINE_PAUSE: Millis = 1_000;

/** Pauses before each try, in ms; the last one again and again. */
const PAUSES: readonly Millis[] = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000];
const UNREACHABLE_PAUSES: readonly Millis[] = [1_000, 2_000, 5_000, 10_000, 30_000];
const UNSUPPORTED_PAUSES: readonly Millis[] = [10_000, 30_000, 60_000, 300_000];

/** After so many failures in a row the person is told that it has failed, while trying goes on. */
const EXPLAINED_AFTER = 3;

/** What can be wrong with a page. */
export type Trouble =
  | Extract<
      SessionCause,
      | 'page_unreachable'
      | 'page_crashed'
      | 'page_unresponsive'
      | 'page_blank'
      | 'driver_not_ready'
      | 'nothing_arrives'
      | 'whatsapp_update_needed'
    >
  | 'unsupported_browser';

/** What is over when the page's driver is ready after all. */
const ENDS_BY_ITSELF: ReadonlySet<Trouble> = new Set<Trouble>(['page_blank', 'driver_not_ready', 'page_unreachable']);

/** `reload`: the same view, anew. `restart`: another view, with another process. */
type Way = 'reload' | 'restart';

/** What a page must do in time: say anything, and have a driver that works. */
type Deadline = 'report' | 'driver';

interface Dependencies {
  openHost(): PageHost;
  clock: Clock;
  metrics: Metrics;
  loaded(): void;
  report: PageHostListener['report'];
  /** The page does not react; it may come back by itself. */
  unresponsive(): void;
  /** It is being mended. `isExplained`: it has failed so often that a person should know. */
  troubled(trouble: Trouble, isExplained: boolean): void;
  /** Another view is there, or none. */
  hostChanged(host: PageHost | null): void;
}

export interface PageLoader {
  host(): PageHost | null;
  /** Counts documents: what is asked of one is never answered by another. */
  loads(): number;
  open(): void;
  /** Opens it after that time, unless it is opened or closed before. */
  openIn(pause: Millis): void;
  close(): void;
  /** At once, whatever it does. */
  reload(): void;
  restart(): void;
  /** What has failed before counts no more: a person wants it tried anew. */
  forgive(): void;
  /** Mends the page: gently at first, then with another view, with growing pauses while nothing helps. */
  recover(trouble: Trouble): void;
  /** The page has said something. */
  spoke(): void;
  /** Its driver is ready. */
  works(): void;
  setOnline(online: boolean): void;
}

function wayOf(trouble: Trouble, failures: number): Way {
  if (trouble === 'page_unresponsive') return 'restart';
  if (trouble === 'page_unreachable' || trouble === 'unsupported_browser' || trouble === 'whatsapp_update_needed') {
    return 'reload';
  }
  return failures === 1 ? 'reload' : 'restart';
}

function pauseOf(trouble: Trouble, failures: number): Millis {
  const pauses =
    trouble === 'page_unreachable'
      ? UNREACHABLE_PAUSES
      : trouble === 'unsupported_browser'
        ? UNSUPPORTED_PAUSES
        : PAUSES;
  return pauses[Math.min(failures, pauses.length) - 1] ?? 0;
}

/** Opens a lawyer's page and keeps it loaded: what is unreachable, dead, empty or hanging is loaded anew. */
export function createPageLoader(deps: Dependencies): PageLoader {
  const { clock, metrics } = deps;
  let host: PageHost | null = null;
  let loads = 0;
  let failures = 0;
  /** Loads in a row that failed on the way to WhatsApp: a long outage says nothing of the page that comes after it. */
  let unreachable = 0;
  /** A document is on its way that we have asked for. */
  let isAsked = false;
  /** Deadlines that run. */
  const due = new Set<Deadline>();
  let isOnline = true;
  let isCalm = false;
  /** What is being mended. */
  let trouble: Trouble | null = null;
  /** What is to be done once the network is there again. */
  let held: (() => void) | null = null;
  const timers = {
    opening: () => {},
    plan: () => {},
    offline: () => {},
    report: () => {},
    driver: () => {},
    calm: () => {},
  };

  function cancel(...names: (keyof typeof timers)[]): void {
    for (const name of names) timers[name]();
  }

  function cancelAll(): void {
    cancelPlans();
    meet('report', 'driver');
  }

  function cancelPlans(): void {
    cancel('opening', 'plan', 'offline', 'calm');
    isCalm = false;
    held = null;
    trouble = null;
  }

  function meet(...deadlines: Deadline[]): void {
    cancel(...deadlines);
    for (const deadline of deadlines) due.delete(deadline);
  }

  /** What runs already goes on. */
  function setDeadline(deadline: Deadline, limit: Millis, found: Trouble): void {
    if (due.has(deadline)) return;
    due.add(deadline);
    timers[deadline] = clock.after(limit, () => recover(found));
  }

  function arm(): void {
    setDeadline('report', FIRST_REPORT_DEADLINE, 'page_blank');
    setDeadline('driver', DRIVER_DEADLINE, 'driver_not_ready');
  }

  function ask(): void {
    isAsked = true;
    cancelAll();
    arm();
  }

  function open(): void {
    cancel('opening');
    if (host) return;
    const opened = deps.openHost();
    host = opened;
    deps.hostChanged(opened);
    ask();
    // What a view that was closed still has to say is not heard.
    const heard = (listener: () => void) => () => {
      if (host === opened) listener();
    };
    opened.start({
      loaded: heard(() => {
        loads += 1;
        // A page that loads itself anew again and again would never have to say anything otherwise.
        if (isAsked) cancelAll();
        else cancelPlans();
        isAsked = false;
        arm();
        deps.loaded();
      }),
      loadFailed: heard(() => recover('page_unreachable')),
      crashed: heard(() => recover('page_crashed')),
      unresponsive: heard(deps.unresponsive),
      report: async (items, logIn) => {
        if (host === opened) await deps.report(items, logIn);
      },
    });
  }

  function close(): void {
    cancelAll();
    const closed = host;
    host = null;
    closed?.flush();
    closed?.close();
    if (closed) deps.hostChanged(null);
  }

  function reload(): void {
    if (!host) return;
    metrics.add('page_reloads');
    ask();
    host.reload();
  }

  function restart(): void {
    metrics.add('page_restarts');
    close();
    open();
  }

  /** Loading without a network gives an empty page: it waits, though not for ever. */
  function whenOnline(work: () => void): void {
    if (isOnline) {
      work();
      return;
    }
    const go = (): void => {
      cancel('offline');
      held = null;
      work();
    };
    held = go;
    timers.offline = clock.after(LONGEST_OFFLINE_WAIT, go);
  }

  function recover(found: Trouble): void {
    if (!host) return;
    cancelAll();
    trouble = found;
    const isUnreachable = found === 'page_unreachable';
    if (isUnreachable) unreachable += 1;
    else failures += 1;
    const times = isUnreachable ? unreachable : failures;
    deps.troubled(found, !isUnreachable && times >= EXPLAINED_AFTER);
    const go = wayOf(found, times) === 'reload' ? reload : restart;
    timers.plan = clock.after(pauseOf(found, times), () => whenOnline(go));
  }

  return {
    host: () => host,
    loads: () => loads,
    open,
    openIn(pause) {
      if (pause <= 0) open();
      else timers.opening = clock.after(pause, open);
    },
    close,
    reload,
    restart,
    forgive() {
      failures = 0;
      unreachable = 0;
    },
    recover,
    spoke: () => meet('report'),
    works() {
      meet('report', 'driver');
      if (trouble !== null && ENDS_BY_ITSELF.has(trouble)) cancelAll();
      if (isCalm) return;
      isCalm = true;
      timers.calm = clock.after(CALM, () => {
        failures = 0;
        unreachable = 0;
      });
    },
    setOnline(online) {
      isOnline = online;
      if (!online || !held) return;
      const go = held;
      cancel('offline');
      timers.offline = clock.after(ONLINE_PAUSE, go);
    },
  };
}
