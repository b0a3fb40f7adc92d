import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import builtIn from '../../resources/page/page-data.json' with { type: 'json' };
import { PageData } from '../contract/page-data.ts';
import { isSelector } from './css-selector.ts';

/** The key of those who mend Lexline's knowledge of the page, Ed25519, as DER in base64. Its other half is in no repository. */
const PUBLIC_KEY = 'MCowBQYDK2VwAyEAzKJFq5Oj5ZiszCkIVYKZCVmn+tXr8lpi6q9n1mTF3nY=';

const DATA_FILE = 'page-data.json';
const SIGNATURE_FILE = 'page-data.sig';
const BUNDLE_FILE = 'wppconnect-wa.js';
const HIGHEST_FILE = 'highest-version';

const MAX_DATA_BYTES = 1_000_000;
const MAX_BUNDLE_BYTES = 10_000_000;

/** Why a file that lies there is not used. */
export type PageDataRefusal =
  /** One of the files is missing, too large or cannot be read. */
  | 'unreadable'
  /** It is not signed with our key, or was changed since. */
  | 'wrong_signature'
  /** Signed, but not what this version of Lexline can read. */
  | 'malformed'
  /** No newer than what is built in, or older than what was used before. */
  | 'outdated'
  /** The wa-js bundle beside it is not the one that was signed. */
  | 'wrong_bundle';

export interface UsedPageData {
  version: number;
  isBuiltIn: boolean;
  /** Null: there was none to be refused. */
  refusal: PageDataRefusal | null;
  selectors: Readonly<Record<string, string>>;
  waJsSource: string;
}

interface Options {
  /** Where a replacement would lie: `<data folder>/page-data`. It need not exist. */
  folder: string;
  /** The built-in wa-js bundle. */
  waJsFile: string;
  /** Another key than ours, for tests: DER (SPKI) in base64. */
  publicKey?: string;
}

class Refused extends Error {
  readonly reason: PageDataRefusal;

  constructor(reason: PageDataRefusal) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * What is known of WhatsApp's page: the built-in selectors and wa-js, or those of a signed file that replaces them
 * without a release. A file that is refused changes nothing. Throws only when the built-in bundle cannot be read.
 */
export async function loadPageData({ folder, waJsFile, publicKey = PUBLIC_KEY }: Options): Promise<UsedPageData> {
  const own = PageData.parse(builtIn);
  const readOwnWaJs = () => readFile(waJsFile, 'utf8');
  let refusal: PageDataRefusal | null = null;
  try {
    const signed = await readSigned(folder, publicKey, own.version);
    if (signed) {
      const { version, selectors } = signed.data;
      const waJsSource = signed.bundle?.toString('utf8') ?? (await readOwnWaJs());
      // Names that it leaves out are as they were.
      return { version, isBuiltIn: false, refusal, selectors: { ...own.selectors, ...selectors }, waJsSource };
    }
  } catch (error) {
    refusal = error instanceof Refused ? error.reason : 'unreadable';
  }
  const { version, selectors } = own;
  return { version, isBuiltIn: true, refusal, selectors, waJsSource: await readOwnWaJs() };
}

async function readSigned(
  folder: string,
  publicKey: string,
  ownVersion: number,
): Promise<{ data: PageData; bundle: Buffer | null } | null> {
  const bytes = await readBounded(join(folder, DATA_FILE), MAX_DATA_BYTES);
  if (!bytes) return null;
  const signature = await readBounded(join(folder, SIGNATURE_FILE), 1000);
  if (!signature) throw new Refused('unreadable');
  // The bytes that are verified are the ones that are used: nothing is read twice.
  if (!isSigned(bytes, signature.toString('utf8').trim(), publicKey)) throw new Refused('wrong_signature');
  const data = parse(bytes);
  const highest = await readHighest(folder);
  const hash = sha256(bytes);
  const isKnown = data.version === highest?.version && hash === highest.hash;
  if (data.version <= ownVersion || (!isKnown && data.version <= (highest?.version ?? 0)))
    throw new Refused('outdated');
  const bundle = await readBundle(folder, data);
  if (!isKnown) await writeHighest(folder, `${data.version} ${hash}\n`);
  return { data, bundle };
}

function parse(bytes: Buffer): PageData {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Refused('malformed');
  }
  const data = PageData.safeParse(json);
  if (!data.success || !Object.values(data.data.selectors).every(isSelector)) throw new Refused('malformed');
  return data.data;
}

async function readBundle(folder: string, { waJsSha256 }: PageData): Promise<Buffer | null> {
  if (waJsSha256 === null) return null;
  const bundle = await readBounded(join(folder, BUNDLE_FILE), MAX_BUNDLE_BYTES);
  if (!bundle || sha256(bundle) !== waJsSha256) throw new Refused('wrong_bundle');
  return bundle;
}

function isSigned(bytes: Buffer, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** The highest version that was ever used, with the hash of its file; versions only rise. */
async function readHighest(folder: string): Promise<{ version: number; hash: string } | null> {
  const text = (await readBounded(join(folder, HIGHEST_FILE), 200))?.toString('utf8');
  if (text === undefined) return null;
  const found = /^(\d{1,15}) ([0-9a-f]{64})\s*$/.exec(text);
  // Whoever can change it here can change the app as well; but a broken one is no leave to go back.
  if (!found) throw new Refused('unreadable');
  return { version: Number(found[1]), hash: found[2] ?? '' };
}

async function writeHighest(folder: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, HIGHEST_FILE);
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

/** The file's bytes; null when there is none. Throws when it is larger than that, or cannot be read. */
async function readBounded(file: string, maxBytes: number): Promise<Buffer | null> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw new Refused('unreadable');
  }
  try {
    const { size } = await handle.stat();
    if (size > maxBytes) throw new Refused('unreadable');
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
