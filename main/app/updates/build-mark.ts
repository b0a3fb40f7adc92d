import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { UpdateSupport } from '../../contract/updates.ts';

/** Over HTTPS; or on this machine, to try a release out. */
const Feed = z.string().refine((text) => /^(?:https:\/\/|http:\/\/127\.0\.0\.1[:/])/.test(text) && URL.canParse(text));

/** What resources/launch/pack-app.mjs writes into the packed package.json, where the archive's integrity covers it. */
const Mark = z.object({
  lexline: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('trial') }),
    z.object({ kind: z.literal('release'), feed: Feed.optional(), key: z.string() }),
  ]),
});

/** How this app was made: out of the sources, by `npm run dist` or by `npm run release`. */
export type Build = { kind: 'development' } | z.infer<typeof Mark>['lexline'];

/** A packed app that says nothing of itself was not made by our release: it is for trying out. */
export function readBuild({ isPackaged, appPath }: { isPackaged: boolean; appPath: string }): Build {
  if (!isPackaged) return { kind: 'development' };
  try {
    return Mark.parse(JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'))).lexline;
  } catch {
    return { kind: 'trial' };
  }
}

/** The package that it was installed from, by the ending of its file; null: it was only unpacked. */
export type PackageType = 'exe' | 'zip' | 'AppImage' | 'deb' | null;

export function packageType(resources: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): PackageType {
  if (platform === 'win32') return 'exe';
  // A disk image is only unpacked from; what updates the app on macOS is the archive beside it.
  if (platform === 'darwin') return 'zip';
  if (env.APPIMAGE) return 'AppImage';
  const note = join(resources, 'package-type');
  return existsSync(note) && readFileSync(note, 'utf8').trim() === 'deb' ? 'deb' : null;
}

export function updateSupport(build: Build, installed: PackageType): UpdateSupport {
  if (build.kind === 'trial') return 'trial_build';
  if (build.kind === 'development' || installed === null) return 'not_installed';
  return build.feed === undefined ? 'no_feed' : 'possible';
}
