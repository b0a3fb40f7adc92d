import type { HistoryProgress, Session } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { PageState } from '../contract/page-reports.ts';
import { type Mode, SessionCause, type SessionState } from '../contract/values.ts';
import { AppError } from '../domain/app-error.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Random } from '../domain/pace.ts';
import { countingRefused } from '../domain/parse-each.ts';
import type { AttachmentFiles, Database, Log, Metrics, Tracing } from '../domain/ports.ts';
import { createScreenSends } from '../domain/screen-sends.ts';
import { createStoreFacts } from '../domain/store-facts.ts';
import { watchDisk } from './disk-watch.ts';
import { createLinkRequests, type LinkRequests } from './link-requests.ts';
import { createLinkWatch } from './link-watch.ts';
import { createPageCommands } from './page-commands.ts';
import type { PageHost } from './page-host.ts';
import { createPageLoader, type Trouble } from './page-loader.ts';
import { createPagePatience } from './page-patience.ts';
import { createPageReports } from './page-reports.ts';
import { createReadyWork } from './ready-work.ts';
import { createRefusedItems } from './refused-items.ts';
import { createResume } from './resume-page.ts';
import { createSessionStatus } from './session-status.ts';
import { createSleepSchedule } from './sleep-schedule.ts';
import { createToldChats } from './told-chats.ts';
import type { MendStep } from './watchdog.ts';
import { createWhatsAppPage } from './whatsapp-page.ts';

/** What all sessions share. */
export interface SessionDependencies {
  database: Database;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  tracing: Tracing;
  files: AttachmentFiles;
  mode: Mode;
  random: Random;
}

interface Dependencies<Host extends PageHost> extends SessionDependencies {
  lawyerId: LawyerId;
  /** Called for each view anew: a closed one is never used again. */
  openHost(): Host;
  /** How long to wait until a view may be opened, so that not all of them open at once. */
  takeTurn(): Millis;
  changed(session: Session): void;
  hostChanged(host: Host | null): void;
  historyChanged(progress: HistoryProgress): void;
}

export interface LawyerSession<Host extends PageHost = PageHost> extends LinkRequests {
  current(): Session;
  host(): Host | null;
  history(): HistoryProgress;
  wakeOutbox(): void;
  wakeMedia(): void;
  settingsChanged(): void;
  /** The lawyer's number may be another one. */
  lawyerChanged(): void;
  restart(): void;
  sleep(): void;
  wake(): void;
  /** These chats come first. Throws AppError `session_unavailable`. */
  syncHistory(chats?: readonly string[]): void;
  /** The page is on the screen, or no more. */
  setShown(isShown: boolean): void;
  /** The machine has slept. */
  resumed(): void;
  networkChanged(isOnline: boolean): void;
  stop(): void;
}

/**
 * Keeps one lawyer's WhatsApp session: follows the page's state, has the page mended where something is wrong with it,
 * stores what it reports, and works while the session is ready. Each of these is a part of its own; here they meet.
 */
export function startLawyerSession<Host extends PageHost>(deps: Dependencies<Host>): LawyerSession<Host> {
  const { lawyerId, database, clock, log, metrics, files } = deps;
  const common = { lawyerId, database, clock, log };
  let host: Host | null = null;

  const status = createSessionStatus({
    ...common,
    changed: deps.changed,
    entered,
    abilitiesChanged: () => work.abilitiesChanged(),
  });
  const { account, abilities, alerts } = status;
  const screenSends = createScreenSends(database, clock, lawyerId);
  const store = createStoreFacts({ database, clock, lawyerId, metrics, screenSends });
  const told = createToldChats();
  const loader = createPageLoader({
    clock,
    metrics,
    openHost() {
      host = deps.openHost();
      return host;
    },
    hostChanged(opened) {
      if (!opened) host = null;
      deps.hostChanged(host);
    },
    loaded,
    report: (items, logIn) => reports.report(items, logIn),
    unresponsive: () => patience.unresponsive(),
    troubled,
  });
  const page = createWhatsAppPage({ command: createPageCommands(loader) });
  const refused = createRefusedItems({ ...common, metrics, alerts });
  const reports = createPageReports({
    ...common,
    metrics,
    account,
    alerts,
    refused,
    store,
    told,
    applyState,
    learn: (capability) => abilities.learn(capability),
    dropped: () => work.missed(),
    stored(liveChats) {
      sleeping.touched();
      for (const chat of liveChats) work.heard(chat);
    },
  });
  const work = createReadyWork({
    ...common,
    metrics,
    files,
    tracing: deps.tracing,
    random: deps.random,
    mode: deps.mode,
    page,
    parse: countingRefused(refused.inAnswer),
    abilities,
    alerts,
    screenSends,
    store,
    told,
    historyChanged: deps.historyChanged,
    mend,
    mended: () => setNothingArrives(false),
    hangs: () => loader.recover('page_unresponsive'),
    touched: () => sleeping.touched(),
  });
  const patience = createPagePatience({
    clock,
    page,
    loader,
    isAsked: () => status.state() === 'ready',
    mayReload: () => !work.isSending(),
  });
  const links = createLinkWatch({
    clock,
    refresh: () => attempt(page.command('refreshQr', undefined)),
    reload: () => loader.reload(),
    changed: status.know,
  });
  const linking = createLinkRequests({ page, status, isAsleep: () => sleeping.isAsleep() });
  const resume = createResume({ clock, loader, state: status.state, look: () => work.look() });
  const sleeping = createSleepSchedule({
    ...common,
    takeTurn: deps.takeTurn,
    isBusy: (lookAgain) => work.isBusy(lookAgain),
    state: status.state,
    open(isErrand) {
      status.setErrand(isErrand);
      status.enter({ state: 'starting' });
      loader.open();
    },
    close() {
      closePage();
      status.enter({ state: 'asleep', cause: 'put_to_sleep' });
    },
    errandEnded: () => status.setErrand(false),
  });
  const stopDiskWatch = watchDisk({ clock, files }, (isDiskAlmostFull) => {
    alerts.keep('disk_almost_full', isDiskAlmostFull ? [null] : []);
    status.know({ isDiskAlmostFull });
  });

  function entered(state: SessionState): void {
    if (state === 'ready') {
      // A kill soon after a log-in would lose it otherwise.
      host?.flush();
      work.start();
    } else work.stop();
    sleeping.entered();
  }

  function applyState(state: PageState): void {
    loader.spoke();
    if (state.driverReady && !state.blank) loader.works();
    status.apply(state);
    links.see(state);
    patience.see(state);
  }

  function loaded(): void {
    links.stop();
    patience.stop();
    reports.loaded();
    work.loaded();
    status.loaded();
  }

  function troubled(trouble: Trouble, isExplained: boolean): void {
    log.warn({ lawyer: lawyerId, trouble }, 'the page is being mended');
    // That WhatsApp refuses this browser is a state of its own, which the page tells.
    const cause = SessionCause.safeParse(trouble).data;
    if (cause && isExplained) status.enter({ state: 'failed', cause });
    else if (cause) status.enterComingUp(cause);
  }

  function mend(step: MendStep): void {
    if (step === 'resubscribe') attempt(page.command('resubscribe', undefined));
    else if (step === 'tell') setNothingArrives(true);
    else {
      status.enterComingUp('nothing_arrives');
      if (step === 'reload') loader.reload();
      else loader.restart();
    }
  }

  function setNothingArrives(nothingArrives: boolean): void {
    alerts.keep('nothing_arrives', nothingArrives ? [null] : []);
    status.know({ nothingArrives });
  }

  function closePage(): void {
    work.stop();
    links.stop();
    patience.stop();
    resume.stop();
    loader.close();
  }

  loader.openIn(deps.takeTurn());

  return {
    current: status.current,
    host: () => host,
    history: () => work.history(),
    wakeOutbox() {
      work.wakeOutbox();
      sleeping.changed();
    },
    wakeMedia() {
      work.wakeMedia();
      sleeping.wake('look');
    },
    settingsChanged() {
      void work.settingsChanged().then(() => sleeping.changed());
    },
    lawyerChanged: () => void account.lawyerChanged(),
    requestPairingCode: linking.requestPairingCode,
    logOut: linking.logOut,
    restart() {
      loader.forgive();
      if (!sleeping.isAsleep()) {
        status.enterComingUp();
        loader.restart();
      }
      sleeping.wake('person');
    },
    sleep: () => sleeping.sleep(),
    wake: () => sleeping.wake('person'),
    syncHistory(chats) {
      if (status.state() !== 'ready') throw new AppError('session_unavailable');
      work.readHistory(chats);
    },
    setShown: (isShown) => sleeping.setShown(isShown),
    resumed() {
      resume.resumed();
      sleeping.changed();
    },
    networkChanged(isOnline) {
      loader.setOnline(isOnline);
      resume.networkChanged(isOnline);
      status.know({ isOnline });
    },
    stop() {
      status.stop();
      sleeping.stop();
      stopDiskWatch();
      closePage();
      refused.stop();
    },
  };
}

/** What may help, and is tried another way if it does not. */
function attempt(answer: Promise<unknown>): void {
  answer.catch(() => {});
}
