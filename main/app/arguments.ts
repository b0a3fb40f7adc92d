import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { RATE_LIMITS } from '../api/rate-limits.ts';
import type { Mode } from '../contract/values.ts';
import { isRealWhatsApp, parseWhatsAppUrl, WhatsAppUrlError } from '../whatsapp/allowed-address.ts';

/** A certificate that is made here, or the person's own; PEM files. */
export type Https = 'self-made' | { certFile: string; keyFile: string };

export interface Arguments {
  mode: Mode;
  dataDir: string;
  /** 0: a free one. */
  apiPort: number;
  whatsappUrl: string | null;
  headless: boolean;
  /** Begins without showing the window, where it can be got at from the tray. */
  background: boolean;
  printAdminKey: boolean;
  readyLine: boolean;
  /** Says which version this is, and ends. */
  version: boolean;
  allowLoopbackWebhooks: boolean;
  /** Null: the API is served over HTTP, on this machine alone. */
  https: Https | null;
  /** How often one API key may call. */
  requestsPerMinute: number;
}

/** A command line that cannot be followed. The message is for the person who typed it. */
export class ArgumentsError extends Error {}

/** The seed's port. */
const DEFAULT_API_PORT = 5001;

const OPTIONS = {
  practice: { type: 'boolean', default: false },
  'data-dir': { type: 'string' },
  'api-port': { type: 'string', default: String(DEFAULT_API_PORT) },
  'whatsapp-url': { type: 'string' },
  headless: { type: 'boolean', default: false },
  background: { type: 'boolean', default: false },
  'print-admin-key': { type: 'boolean', default: false },
  'ready-line': { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
  'allow-loopback-webhooks': { type: 'boolean', default: false },
  https: { type: 'boolean', default: false },
  'https-cert': { type: 'string' },
  'https-key': { type: 'string' },
  'requests-per-minute': { type: 'string', default: String(RATE_LIMITS.requestsPerMinute) },
} as const;

/** Switches of Chromium's that reach us because it reads the same command line. */
const CHROMIUM_SWITCH =
  /^--(no-sandbox|inspect|remote-debugging|disable-|enable-|ozone-|force-|use-|user-data-dir|password-store|lang|log-|js-flags)/;

/** Where data lives when nobody says otherwise: the system's place for application data. */
function defaultDataDir(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Lexline');
  if (process.platform === 'win32')
    return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Lexline');
  return join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Lexline');
}

/** Reads the command line (without the program and the app's folder). Throws ArgumentsError. */
export function parseArguments(args: readonly string[]): Arguments {
  const ours = args.filter((arg) => !CHROMIUM_SWITCH.test(arg));
  let values: ReturnType<typeof parse>;
  try {
    values = parse(ours);
  } catch (error) {
    throw new ArgumentsError(error instanceof Error ? error.message : 'The command line cannot be read');
  }
  const apiPort = Number(values['api-port']);
  if (!/^\d+$/.test(values['api-port']) || apiPort > 65_535) {
    throw new ArgumentsError(`--api-port must be a number from 0 to 65535, not ${values['api-port']}`);
  }
  const requestsPerMinute = Number(values['requests-per-minute']);
  if (!/^[1-9]\d{0,8}$/.test(values['requests-per-minute'])) {
    throw new ArgumentsError(`--requests-per-minute must be a number above 0, not ${values['requests-per-minute']}`);
  }
  if (values['data-dir'] === '') throw new ArgumentsError('--data-dir must name a folder');
  checkWhatsAppUrl(values['whatsapp-url'], values.practice);
  return {
    mode: values.practice ? 'practice' : 'live',
    dataDir: resolve(values['data-dir'] ?? defaultDataDir()),
    apiPort,
    whatsappUrl: values['whatsapp-url'] ?? null,
    headless: values.headless,
    background: values.background,
    printAdminKey: values['print-admin-key'],
    readyLine: values['ready-line'],
    version: values.version,
    allowLoopbackWebhooks: values['allow-loopback-webhooks'],
    https: httpsOf(values),
    requestsPerMinute,
  };
}

function httpsOf(values: ReturnType<typeof parse>): Https | null {
  const { 'https-cert': certFile, 'https-key': keyFile } = values;
  if (!certFile && !keyFile) return values.https ? 'self-made' : null;
  if (!certFile || !keyFile) throw new ArgumentsError('--https-cert and --https-key belong together');
  return { certFile: resolve(certFile), keyFile: resolve(keyFile) };
}

function checkWhatsAppUrl(text: string | undefined, practice: boolean): void {
  if (text === undefined) return;
  try {
    const url = parseWhatsAppUrl(text);
    if (practice && isRealWhatsApp(url))
      throw new ArgumentsError('--whatsapp-url cannot be the real WhatsApp with --practice');
  } catch (error) {
    throw error instanceof WhatsAppUrlError ? new ArgumentsError(error.message) : error;
  }
}

function parse(args: string[]) {
  return parseArgs({ args, options: OPTIONS, strict: true, allowPositionals: false }).values;
}

/** What starts the app in an account, as it was started in the other. Whoever changes it wants to see it, whatever began this run. */
export function argumentsIn(mode: Mode, args: readonly string[]): string[] {
  const others = args.filter((arg) => arg !== '--practice' && arg !== '--background');
  return mode === 'practice' ? [...others, '--practice'] : others;
}

/** A program has started it, and reads what it writes and ends with. */
export function isUnattended({ headless, readyLine }: Arguments): boolean {
  return headless || readyLine;
}
