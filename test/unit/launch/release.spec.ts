import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { isSignedUpdate } from '../../../main/domain/update-signature.ts';
import { packRelease } from '../../../resources/launch/pack-app.mjs';
import { notesOf, releaseNeeds, targetsOf } from '../../../resources/launch/release-needs.mjs';
import { LaunchError } from '../../../resources/launch/say.mjs';
import { signUpdates } from '../../../resources/launch/sign-updates.mjs';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const PEM = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const PUBLIC = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const FEED = 'https://updates.lexline.example/';

let root: string;

test.beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lexline-release-'));
  writeFileSync(join(root, 'package.json'), JSON.stringify({ version: '0.2.0' }));
  writeFileSync(
    join(root, 'CHANGELOG.md'),
    '# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-12-01\n\n### Added\n- Updates.\n\n## 0.1.0\n\n- The first.\n',
  );
});

test.afterEach(() => rmSync(root, { recursive: true }));

/** What it says is missing. */
function missing(env: NodeJS.ProcessEnv, args: string[] = [], platform = 'linux'): string {
  try {
    releaseNeeds({ root, args, env, platform });
    return '';
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    return [error.message, ...error.instructions].join('\n');
  }
}

test('a release names everything that it lacks, at once', () => {
  const said = missing({}, ['-mwl']);
  expect(said).toContain('never built unsigned');
  for (const what of ['LEXLINE_UPDATE_KEY_FILE', 'LEXLINE_UPDATE_FEED', 'WIN_CSC_LINK', 'CSC_NAME', 'APPLE_API_KEY']) {
    expect(said, what).toContain(what);
  }
  expect(said).toContain('npm run dist');
});

test('each system’s release needs an identity of its own', () => {
  const env = { LEXLINE_UPDATE_KEY: PEM, LEXLINE_UPDATE_FEED: FEED };
  expect(missing(env)).toBe('');
  expect(missing(env, [], 'win32')).toContain('Code signing for Windows');
  expect(missing({ ...env, WIN_CSC_LINK: 'cert.pfx' }, [], 'win32')).toBe('');
  expect(missing(env, ['-c.win.signtoolOptions.certificateSha1=AB'], 'win32')).toBe('');
  expect(missing({ ...env, CSC_LINK: 'cert.p12' }, [], 'darwin')).toContain('Notarization');
  const apple = { CSC_LINK: 'cert.p12', APPLE_API_KEY: 'k', APPLE_API_KEY_ID: 'i', APPLE_API_ISSUER: 'u' };
  expect(missing({ ...env, ...apple }, [], 'darwin')).toBe('');
});

test('a key of another kind, one that cannot be read and a feed without https are refused', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs8' });
  const feed = { LEXLINE_UPDATE_FEED: FEED };
  for (const LEXLINE_UPDATE_KEY of [rsa.toString(), 'no key']) {
    expect(missing({ ...feed, LEXLINE_UPDATE_KEY })).toContain('no Ed25519 private key');
  }
  expect(missing({ ...feed, LEXLINE_UPDATE_KEY_FILE: join(root, 'gone.pem') })).toContain('cannot be read');
  for (const LEXLINE_UPDATE_FEED of ['http://updates.example/', 'ftp://x', 'https://', '']) {
    expect(missing({ LEXLINE_UPDATE_KEY: PEM, LEXLINE_UPDATE_FEED })).toContain('The feed:');
  }
  expect(missing({ LEXLINE_UPDATE_KEY: PEM, LEXLINE_UPDATE_FEED: 'none' })).toBe('');
});

test('a version without a section in the changelog is not released', () => {
  expect(notesOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), '0.2.0')).toBe('### Added\n- Updates.');
  expect(() => notesOf('# Changelog\n\n## Unreleased\n\n- x\n', '0.2.0')).toThrow('no section');
});

test('the systems of a release are read as electron-builder reads them', () => {
  expect(targetsOf([], 'darwin')).toEqual(['mac']);
  expect(targetsOf(['--windows', '--x64'], 'linux')).toEqual(['win']);
  expect(targetsOf(['-mwl'], 'linux')).toEqual(['mac', 'win', 'linux']);
  expect(targetsOf(['-c.directories.output=x'], 'linux')).toEqual(['linux']);
});

test('what the release signs the app verifies, and only that is signed', () => {
  const folder = join(root, 'release');
  mkdirSync(folder);
  for (const name of ['latest-linux.yml', 'latest.yml', 'builder-debug.yml'])
    writeFileSync(join(folder, name), `of: ${name}\n`);
  expect(signUpdates(folder, privateKey).sort()).toEqual(['latest-linux.yml', 'latest.yml']);
  for (const fileName of ['latest-linux.yml', 'latest.yml']) {
    const [metadata, signature] = [
      readFileSync(join(folder, fileName)),
      readFileSync(join(folder, `${fileName}.sig`), 'utf8'),
    ];
    expect(isSignedUpdate({ fileName, metadata, signature }, PUBLIC), fileName).toBe(true);
    expect(isSignedUpdate({ fileName: 'latest-mac.yml', metadata, signature }, PUBLIC), fileName).toBe(false);
  }
  expect(readdirSync(folder).filter((name) => name.endsWith('.sig'))).toHaveLength(2);
});

test('a release is refused before anything is built', async () => {
  const electron = { kind: 'stand-in', folder: root, binary: root, version: '42.0.0', pinned: '45.4.1' } as const;
  await expect(packRelease({ root, node: process.execPath, electron }, [])).rejects.toThrow('stand-in');
  await expect(
    packRelease({ root, node: process.execPath, electron: { ...electron, kind: 'official' } }, []),
  ).rejects.toThrow('never built unsigned');
  expect(readdirSync(root).sort()).toEqual(['CHANGELOG.md', 'package.json']);
});
