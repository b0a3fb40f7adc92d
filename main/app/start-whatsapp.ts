import { net } from 'electron';
import type { LawyerId } from '../contract/ids.ts';
import type { IpcPush, Rectangle } from '../contract/ipc.ts';
import type { Clock } from '../domain/clock.ts';
import type { AttachmentFiles, Database, Log, Metrics, PracticePhones, Tracing } from '../domain/ports.ts';
import { isRealWhatsApp, parseWhatsAppUrl, WHATSAPP_URL } from '../whatsapp/allowed-address.ts';
import { createSessions } from '../whatsapp/sessions.ts';
import type { WhatsAppView } from '../whatsapp/whatsapp-view.ts';
import type { Arguments } from './arguments.ts';
import type { Keyring } from './keyring.ts';
import { paths } from './paths.ts';
import { ensurePracticeLawyer, practicePhones, startPracticeServer } from './practice-account.ts';
import type { SettingsStore } from './settings.ts';
import { createWhatsAppPages } from './whatsapp-pages.ts';

interface Options {
  args: Arguments;
  database: Database;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  tracing: Tracing;
  files: AttachmentFiles;
  keyring: Keyring;
  settings: SettingsStore;
  /** Whether the real WhatsApp may be opened on this machine. */
  mayOpenReal: boolean;
  push(message: IpcPush): void;
  showView(view: WhatsAppView['view'] | null, area?: Rectangle): void;
}

/** In ms. */
const LOOK_FOR_NETWORK_EVERY = 2_000;

export type RunningWhatsApp = Awaited<ReturnType<typeof startWhatsApp>>;

/** The lawyers' pages and their sessions; in the practice account also the server that plays WhatsApp. */
export async function startWhatsApp(options: Options) {
  const { args, database, clock, log, metrics, tracing, files, keyring, settings, push, showView } = options;
  const { mode } = args;
  const practice = mode === 'practice' ? await startPractice() : null;
  const url = parseWhatsAppUrl(args.whatsappUrl ?? practice?.url ?? WHATSAPP_URL);
  const mayOpenPage = options.mayOpenReal || !isRealWhatsApp(url);
  const pages = createWhatsAppPages({
    ...{ url, mode, dataDir: args.dataDir, metrics, log },
    // The window asks, as it does for the link of a message; the page gives way to its dialogs.
    linkFollowed: (address) => push({ kind: 'link', address }),
  });
  const sessions = createSessions<WhatsAppView>({
    ...{ database, clock, log, metrics, tracing, files, mode },
    random: Math.random,
    openHost: mayOpenPage ? pages.open : null,
  });

  /** Whose page is laid over the window, and where. */
  let shown: { id: LawyerId; area: Rectangle } | null = null;

  const stops = [
    sessions.onChange((lawyer_id, session) => push({ kind: 'session', lawyer_id, session })),
    sessions.onHost((lawyerId, host) => {
      // A restart or a wake opens another view: it takes the place of the one that was on the screen.
      if (shown?.id === lawyerId) showView(host?.view ?? null, shown.area);
    }),
    sessions.onHistory((lawyer_id, progress) => push({ kind: 'history', lawyer_id, progress })),
  ];

  async function startPractice() {
    const { apiKey } = await ensurePracticeLawyer(database, keyring, clock);
    const server = args.whatsappUrl ? null : await startPracticeServer(args.dataDir, paths.practiceAssets, settings);
    const address = server?.url ?? args.whatsappUrl ?? '';
    const phones: PracticePhones = practicePhones(address);
    return { url: address, phones, key: apiKey, stop: () => server?.stop() };
  }

  /** Electron tells the main process nothing when the machine loses its network: it is asked. */
  function watchNetwork(): () => void {
    sessions.networkChanged(net.isOnline());
    let cancel = clock.after(LOOK_FOR_NETWORK_EVERY, () => {
      cancel = watchNetwork();
    });
    return () => cancel();
  }

  return {
    sessions,
    /** Null in the live account. */
    practice,
    /** Opens the pages of all lawyers who are active. */
    async open(): Promise<void> {
      stops.push(watchNetwork());
      for (const { id, is_active } of await database.read((stores) => stores.lawyers.all())) {
        if (is_active) sessions.open(id);
        else sessions.close(id);
      }
    },
    show(id: LawyerId, area: Rectangle): void {
      shown = { id, area };
      sessions.setShown(id);
      showView(sessions.host(id)?.view ?? null, area);
    },
    hide(): void {
      shown = null;
      sessions.setShown(null);
      showView(null);
    },
    forget: (id: LawyerId) => pages.forget(id),
    resumed(): void {
      sessions.networkChanged(net.isOnline());
      sessions.resumed();
    },
    async stop(): Promise<void> {
      for (const stop of stops) stop();
      try {
        await sessions.stop();
      } finally {
        await practice?.stop();
      }
    },
  };
}
