import type { PageCommand } from '../../main/contract/page-commands.ts';
import type { PageState } from '../../main/contract/page-reports.ts';
import type { Capability, DriverName } from '../../main/contract/values.ts';
import { ABILITIES, BEFORE_LOG_IN } from './abilities.ts';
import { later, now, stringify } from './own-globals.ts';
import { type DriverCommand, type PageDriver, Refusal, type Report } from './page-driver.ts';
import type { Screen } from './read-screen.ts';
import type { StagedFiles } from './staged-files.ts';
import type { WaJsDriver } from './wa-js/wa-js-driver.ts';

/** How long after the page's start the second driver begins to do what wa-js does not. */
const DEADLINE_MS = 20_000;
/** A page that has shown nothing for so long is blank. */
const BLANK_MS = 5000;
/**
 * After a probe that missed something: modules can still be on their way. Before the first of these nothing is said to be
 * missing.
 */
const PROBE_AGAIN_MS = [1500, 5000, 20_000];

/** The ability that each command needs. */
const NEED_OF: Readonly<Record<DriverCommand, Capability>> = {
  listChats: 'list_chats',
  readMessages: 'read_history',
  findMessage: 'find_message',
  resolvePhone: 'resolve_number',
  sendText: 'send_text',
  sendFile: 'send_file',
  react: 'react',
  edit: 'edit',
  revoke: 'revoke',
  markRead: 'mark_read',
  showTyping: 'show_typing',
  openMedia: 'download_media',
  readMedia: 'download_media',
  closeMedia: 'download_media',
  requestPairingCode: 'link_by_code',
  refreshQr: 'link_by_qr',
  logOut: 'log_out',
  openChat: 'read_open_chat',
  readOpenChat: 'read_open_chat',
};

interface Dependencies {
  /** Null: its bundle could not even be run. */
  waJs: WaJsDriver | null;
  dom: PageDriver;
  staged: StagedFiles;
  readScreen(): Screen;
  report: Report;
}

export interface Chooser {
  /** Looks at the page and tells what has changed of it. */
  look(): void;
  /** False until it is clear which driver works. */
  isSettled(): boolean;
  /** Runs a command on the driver that has its ability. Rejects with a Refusal or with what the page throws. */
  run(command: PageCommand, input: unknown): Promise<unknown>;
}

/** Decides for each ability which driver does it: wa-js where it can, else what the screen allows, else nobody. */
export function createChooser({ waJs, dom, staged, readScreen, report }: Dependencies): Chooser {
  const startedAt = now();
  let drivers = new Map<Capability, PageDriver>();
  const told = new Map<Capability, DriverName | null>();
  /** What wa-js could do when the chats were there first: what is missing of it later has been taken away. */
  let firstAble: ReadonlySet<Capability> | null = null;
  let stage = '';
  let probes = 0;
  let isLoggedIn = false;
  let emptySince: number | null = null;
  let lastState = '';
  let state: PageState | null = null;

  /** Where its bundle could not even be run, there is nothing to wait for. */
  const isLate = (): boolean => waJs === null || now() - startedAt >= DEADLINE_MS;
  const waJsWorks = (): boolean => {
    const level = waJs?.level() ?? 'absent';
    return level === 'ready' || (level === 'loaded' && isLate());
  };
  const isSettled = (): boolean => waJsWorks() || isLate();

  /** `isSure`: what is missing now is told as missing. */
  function probe(isSure: boolean): void {
    if (!isSettled()) return;
    const able: ReadonlySet<Capability> = waJs && waJsWorks() ? waJs.probe(isLoggedIn) : new Set();
    const onScreen = dom.probe(isLoggedIn);
    drivers = new Map();
    for (const name of ABILITIES) {
      if (waJs && able.has(name)) drivers.set(name, waJs);
      else if (onScreen.has(name)) drivers.set(name, dom);
    }
    if (waJsWorks()) waJs?.observe(able);
    if (isLoggedIn && isSure) firstAble ??= able;
    tell(isSure);
  }

  function tell(isSure: boolean): void {
    for (const name of ABILITIES) {
      const driver = drivers.get(name)?.name ?? null;
      if (told.get(name) === driver) continue;
      if (driver !== 'wa-js' && (!isSure || !(isLoggedIn || BEFORE_LOG_IN.has(name)))) continue;
      told.set(name, driver);
      report({ kind: 'capability', capability: { name, driver } });
    }
  }

  /** The page has come to where it may have more than before, or less. */
  function probeAnew(): void {
    probes += 1;
    const round = probes;
    const isShort = (): boolean => ABILITIES.some((name) => drivers.get(name) !== waJs);
    const again = (index: number): void => {
      const pause = PROBE_AGAIN_MS[index];
      if (pause === undefined) return;
      later(() => {
        if (round !== probes) return;
        probe(true);
        look();
        if (isShort()) again(index + 1);
      }, pause);
    };
    probe(!waJsWorks());
    if (isShort()) again(0);
    else if (isLoggedIn) firstAble ??= new Set(ABILITIES);
  }

  function readState(screen: Screen): PageState {
    const driver = drivers.get('observe_state');
    if (driver) return driver.readState(screen);
    const { linking, qr, pairingCode, syncPercent, phoneOffline, updateNeeded, unsupportedBrowser } = screen;
    const shown = { linking, qr, pairingCode, syncPercent, phoneOffline, updateNeeded, unsupportedBrowser };
    const unknown = {
      driverReady: false,
      authenticated: false,
      mainReady: false,
      socket: null,
      me: null,
      blank: false,
    };
    return { driver: 'wa-js', ...unknown, ...shown };
  }

  function look(): void {
    try {
      const screen = readScreen();
      if (!screen.empty) emptySince = null;
      else emptySince ??= now();
      if (isSettled() && !drivers.has('observe_state')) probe(false);
      const seen = readState(screen);
      isLoggedIn = seen.authenticated && seen.mainReady;
      const nextStage = isSettled() ? `${waJs?.level()} ${waJsWorks()} ${isLoggedIn}` : '';
      if (nextStage !== stage) {
        stage = nextStage;
        // Before the state is told: what comes from now on is reported, and what came before is read by the reconciler.
        probeAnew();
      }
      state = { ...readState(screen), blank: emptySince !== null && now() - emptySince >= BLANK_MS };
    } catch {
      // A page between two states throws in its own getters; the next look sees it whole.
      return;
    }
    const text = stringify(state);
    if (text === lastState) return;
    lastState = text;
    report({ kind: 'state', state });
  }

  async function run(command: PageCommand, input: unknown): Promise<unknown> {
    if (command === 'stageFile') return staged.add(input as Parameters<StagedFiles['add']>[0]);
    if (command === 'checkHealth') return checkHealth();
    if (command === 'resubscribe') return resubscribe();
    if (!Object.hasOwn(NEED_OF, command)) throw new Refusal('unknown_command');
    if (!isSettled()) throw new Refusal('driver_not_ready');
    const need = NEED_OF[command];
    if (!drivers.has(need)) probe(true);
    const act = drivers.get(need)?.commands[command] as ((input: unknown) => Promise<unknown>) | undefined;
    if (!act) throw new Refusal('ability_missing');
    try {
      return await act(input);
    } catch (error) {
      // It is not tried on the other driver: nobody knows how far this one came. But the next one may be better off there.
      if (!(error instanceof Refusal)) probe(true);
      throw error;
    }
  }

  function checkHealth() {
    probe(true);
    look();
    const able = new Set(ABILITIES.filter((name) => drivers.get(name) === waJs));
    const missing = [...(firstAble ?? [])].filter((name) => !able.has(name));
    return { socket: state?.socket ?? null, listening: waJs?.isHearing() ?? false, missing };
  }

  function resubscribe(): null {
    probe(true);
    if (waJs && waJsWorks()) waJs.observeAnew(new Set(ABILITIES.filter((name) => drivers.get(name) === waJs)));
    look();
    return null;
  }

  return { look, isSettled, run };
}
