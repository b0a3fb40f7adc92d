import type { PageState } from '../../../main/contract/page-reports.ts';
import type { Capability } from '../../../main/contract/values.ts';
import { ABILITIES } from '../abilities.ts';
import { type DriverCommands, type PageDriver, Refusal } from '../page-driver.ts';
import type { Screen } from '../read-screen.ts';
import type { Finder, SelectorName } from '../selectors.ts';
import type { StagedFiles } from '../staged-files.ts';
import { press } from './act-on-page.ts';
import { createChatOpener } from './open-chat.ts';
import { readMessages, readRows } from './read-rows.ts';
import { sendOnScreen } from './send-on-screen.ts';

/** The selectors that each ability of this driver needs. */
const NEEDS: Partial<Record<Capability, readonly SelectorName[]>> = {
  observe_state: ['loggedIn'],
  link_by_qr: ['qr', 'qrCanvas'],
  read_open_chat: ['chatHeader', 'message', 'prePlainText', 'search', 'chatRow', 'rowTitle'],
  send_text: ['search', 'chatRow', 'rowTitle', 'chatHeader', 'message', 'composeBox', 'sendButton'],
  send_file: [
    'search',
    'chatRow',
    'chatHeader',
    'message',
    'attachButton',
    'attachDocument',
    'fileInput',
    'mediaSendButton',
  ],
};

/** What must be in the document of somebody who is logged in, for what is done there. */
const SHOWN_TO_EVERYBODY: readonly SelectorName[] = ['loggedIn', 'search'];
const NEEDS_NOTHING_SHOWN: ReadonlySet<Capability> = new Set(['observe_state', 'link_by_qr']);

/** The page driven by what is on its screen alone. Nothing of it is known but the selectors of the data file. */
export function createDomDriver(document: Document, finder: Finder, staged: StagedFiles): PageDriver {
  const opener = createChatOpener(finder);
  const sending = sendOnScreen(finder, opener, staged);
  let last: Promise<unknown> = Promise.resolve();

  /** There is one screen: one thing is done at a time. */
  function inTurn<Input, Output>(act: (input: Input) => Promise<Output>): (input: Input) => Promise<Output> {
    return (input) => {
      const turn = last.then(() => act(input));
      last = turn.catch(() => {});
      return turn;
    };
  }

  const languages = (): string[] => [document.documentElement.lang, navigator.language].filter((one) => one !== '');

  const commands: Partial<DriverCommands> = {
    openChat: inTurn(async (wanted) => {
      await opener.open(wanted);
      return null;
    }),
    readOpenChat: inTurn(async () => {
      const current = opener.current();
      if (!current) return null;
      const rows = readRows(finder);
      const named = rows.find(({ chat }) => chat !== null)?.chat;
      const chat = named ?? current.open?.chat ?? null;
      // Messages of nobody knows whom are nothing to be kept.
      const messages = chat === null ? [] : readMessages(finder, rows, chat, languages());
      return { title: current.title.slice(0, 500), chat, messages };
    }),
    sendText: inTurn(sending.sendText),
    sendFile: inTurn(sending.sendFile),
    async refreshQr() {
      const button = finder.find('qrReload');
      if (!button) throw new Refusal('ability_missing');
      press(button);
      return null;
    },
  };

  return {
    name: 'dom',
    probe(loggedIn) {
      const isShown = !loggedIn || SHOWN_TO_EVERYBODY.every((name) => finder.find(name) !== null);
      return new Set(
        ABILITIES.filter((name) => {
          const needs = NEEDS[name];
          return needs !== undefined && (isShown || NEEDS_NOTHING_SHOWN.has(name)) && needs.every(finder.knows);
        }),
      );
    },
    readState: (screen) => readState(screen),
    commands,
  };
}

function readState(screen: Screen): PageState {
  const { loggedIn, linking, qr, pairingCode, syncPercent, phoneOffline, updateNeeded, unsupportedBrowser } = screen;
  return {
    driver: 'dom',
    driverReady: loggedIn || linking !== null || syncPercent !== null,
    authenticated: loggedIn,
    mainReady: loggedIn,
    socket: loggedIn ? (screen.computerOffline ? 'OFFLINE' : 'CONNECTED') : null,
    linking,
    qr,
    pairingCode,
    me: null,
    syncPercent,
    phoneOffline,
    updateNeeded,
    unsupportedBrowser,
    blank: false,
  };
}
