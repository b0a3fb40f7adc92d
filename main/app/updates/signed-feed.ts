import { type AppUpdater, Provider, type ResolvedUpdateFileInfo, type UpdateInfo } from 'electron-updater';
import {
  findFile,
  type ProviderRuntimeOptions,
  parseUpdateInfo,
  resolveFiles,
} from 'electron-updater/out/providers/Provider.js';
import { z } from 'zod';
import { Version } from '../../contract/updates.ts';
import { isSignedUpdate, SIGNATURE_ENDING } from '../../domain/update-signature.ts';
import { UpdateFault } from '../../domain/updates.ts';
import { type BoundedExecutor, TooLargeError } from './bounded-executor.ts';

/** A changelog is some pages. In bytes. */
const METADATA_LIMIT = 256 * 1024;

const Sha512 = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);

const Size = z
  .number()
  .int()
  .positive()
  .max(2 ** 32);

/** What electron-builder writes and the updater reads. All else that may stand there is left out. */
const Metadata = z.object({
  version: Version,
  files: z
    .array(
      z.object({
        url: z.string().min(1).max(1_000),
        sha512: Sha512,
        size: Size,
        isAdminRightsRequired: z.exactOptional(z.boolean()),
      }),
    )
    .min(1)
    .max(20),
  path: z.string(),
  sha512: Sha512,
  releaseDate: z.coerce.string(),
  releaseNotes: z.string().catch(''),
  minimumSystemVersion: z.exactOptional(z.string()),
});

export interface SignedFeedOptions {
  provider: 'custom';
  updateProvider: typeof SignedFeed;
  url: string;
  /** The public part of the key that our releases are signed with: SPKI, DER, base64. */
  key: string;
  executor: BoundedExecutor;
  headers: Record<string, string>;
}

/**
 * The updater's generic feed, but that nothing of it is looked at before our signature on its exact bytes was verified: on
 * Linux the updater checks none at all, and on the other systems only that of the installer, after its download. What is
 * downloaded then is held to the hash that stands in what was verified; the feed is not asked for it again.
 */
export class SignedFeed extends Provider<UpdateInfo> {
  readonly #options: SignedFeedOptions;
  readonly #base: URL;

  constructor(options: SignedFeedOptions, _updater: AppUpdater, runtime: ProviderRuntimeOptions) {
    super(runtime);
    this.#options = options;
    this.#base = new URL(options.url.endsWith('/') ? options.url : `${options.url}/`);
  }

  /** The updater would have an id of this machine's sent. */
  override setRequestHeaders(): void {}

  async getLatestVersion(): Promise<UpdateInfo> {
    const fileName = `${this.getDefaultChannelName()}.yml`;
    const text = await this.#read(fileName, 'feed_unreachable');
    const signature = await this.#read(fileName + SIGNATURE_ENDING, 'signature_missing');
    const metadata = Buffer.from(text, 'utf8');
    if (!isSignedUpdate({ fileName, metadata, signature }, this.#options.key)) throw new UpdateFault('signature_wrong');
    const info = Metadata.safeParse(parseUpdateInfo(text, fileName, this.#base));
    if (!info.success) throw new UpdateFault('feed_unreadable');
    return info.data;
  }

  resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
    return resolveFiles(info, this.#base);
  }

  async #read(name: string, missing: 'feed_unreachable' | 'signature_missing'): Promise<string> {
    const { executor, headers } = this.#options;
    executor.limit = METADATA_LIMIT;
    try {
      return (await this.httpRequest(new URL(name, this.#base), headers)) ?? '';
    } catch (error) {
      if (error instanceof TooLargeError) throw new UpdateFault('feed_unreadable');
      const isGone = error instanceof Error && 'statusCode' in error && error.statusCode === 404;
      throw new UpdateFault(isGone ? missing : 'feed_unreachable');
    }
  }
}

/** How large the file is that the updater will take of them. */
export function sizeOf(info: UpdateInfo, base: string, ending: string): number {
  return findFile(resolveFiles(info, new URL(base)), ending)?.info.size ?? 0;
}
