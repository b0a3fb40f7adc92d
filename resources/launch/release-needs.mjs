import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LaunchError } from './say.mjs';

/**
 * @typedef {object} Needs what a release is made with
 * @property {string | null} feed where the app looks for new versions; null: it never looks
 * @property {import('node:crypto').KeyObject} signingKey
 * @property {string} publicKey its public part, which the app is built with: SPKI, DER, base64
 * @property {string} notes what the changelog says of this version
 */

/** @typedef {'win' | 'mac' | 'linux'} Target */

/** @type {Record<string, Target>} */
const letters = { w: 'win', m: 'mac', o: 'mac', l: 'linux' };
/** @type {Record<string, Target>} */
const words = { win: 'win', windows: 'win', mac: 'mac', macos: 'mac', linux: 'linux' };
/** @type {Record<string, Target>} */
const hosts = { win32: 'win', darwin: 'mac', linux: 'linux' };

/**
 * For which systems electron-builder will build; without a word of it, for this one.
 * @param {string[]} args
 * @param {string} [platform]
 * @returns {Target[]}
 */
export function targetsOf(args, platform = process.platform) {
  const named = args.flatMap((arg) => {
    const word = /^--([a-z]+)$/.exec(arg)?.[1];
    if (word) return words[word] ?? [];
    return [...(/^-([mwol]+)$/.exec(arg)?.[1] ?? '')].flatMap((letter) => letters[letter] ?? []);
  });
  const targets = named.length > 0 ? named : [hosts[platform] ?? 'linux'];
  return [...new Set(targets)];
}

/**
 * Everything a release needs, or all that is missing at once: nothing leaves here unsigned.
 * @param {{ root: string, args: string[], env?: NodeJS.ProcessEnv, platform?: string }} options
 * @returns {Needs}
 */
export function releaseNeeds({ root, args, env = process.env, platform = process.platform }) {
  /** @type {string[]} */
  const missing = [];
  /** @param {() => string} read @returns {string} */
  const need = (read) => {
    try {
      return read();
    } catch (error) {
      missing.push(error instanceof Error ? error.message : String(error));
      return '';
    }
  };
  const signingKey =
    need(() => keyText(env)) &&
    readKey(
      need(() => keyText(env)),
      missing,
    );
  const feed = need(() => feedIn(env));
  for (const target of targetsOf(args, platform)) missing.push(...identityMissing(target, args, env));
  const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  const notes = need(() => notesOf(readFileSync(`${root}/CHANGELOG.md`, 'utf8'), version));
  if (missing.length > 0 || !signingKey) {
    throw new LaunchError(
      'A release is never built unsigned, and this one cannot be signed.',
      ...[...new Set(missing)],
      'To try out a packed app:  npm run dist   (CONTRIBUTING.md, “Releases”, says more)',
    );
  }
  const publicKey = createPublicKey(signingKey).export({ format: 'der', type: 'spki' }).toString('base64');
  return { feed: feed === 'none' ? null : feed, signingKey, publicKey, notes };
}

/** @param {NodeJS.ProcessEnv} env */
function keyText(env) {
  if (env.LEXLINE_UPDATE_KEY) return env.LEXLINE_UPDATE_KEY;
  const file = env.LEXLINE_UPDATE_KEY_FILE;
  if (!file) {
    throw new Error(
      'The update-signing key: LEXLINE_UPDATE_KEY_FILE names its PEM file, or LEXLINE_UPDATE_KEY holds it. (A new one:  openssl genpkey -algorithm ed25519 -out lexline-update.pem)',
    );
  }
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`The update-signing key: LEXLINE_UPDATE_KEY_FILE is ${file}, which cannot be read.`);
  }
}

/**
 * @param {string} text
 * @param {string[]} missing
 */
function readKey(text, missing) {
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // As with a key of another kind.
  }
  missing.push('The update-signing key: what was given is no Ed25519 private key in PEM without a passphrase.');
  return null;
}

/** @param {NodeJS.ProcessEnv} env */
function feedIn(env) {
  const feed = env.LEXLINE_UPDATE_FEED ?? '';
  if (feed === 'none' || (/^(?:https:\/\/|http:\/\/127\.0\.0\.1[:/])/.test(feed) && URL.canParse(feed))) return feed;
  throw new Error(
    'The feed: LEXLINE_UPDATE_FEED is the https address under which the files of release/ will lie, or none: then the app never looks for new versions.',
  );
}

/**
 * @param {Target} target
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
function identityMissing(target, args, env) {
  if (target === 'linux') return [];
  if (target === 'win') {
    // A certificate on a token or in the cloud is named to electron-builder by its configuration.
    const isNamed = args.some((arg) => /certificateSubjectName|certificateSha1|azureSignOptions/.test(arg));
    return isNamed || env.WIN_CSC_LINK || env.CSC_LINK
      ? []
      : ['Code signing for Windows: WIN_CSC_LINK (the certificate, a file or base64) and WIN_CSC_KEY_PASSWORD.'];
  }
  const isNotarized =
    (env.APPLE_API_KEY && env.APPLE_API_KEY_ID && env.APPLE_API_ISSUER) ||
    (env.APPLE_ID && env.APPLE_APP_SPECIFIC_PASSWORD && env.APPLE_TEAM_ID) ||
    env.APPLE_KEYCHAIN_PROFILE;
  return [
    ...(env.CSC_LINK || env.CSC_NAME
      ? []
      : ['Code signing for macOS: CSC_LINK and CSC_KEY_PASSWORD, or CSC_NAME for an identity in the keychain.']),
    ...(isNotarized ? [] : ['Notarization by Apple: APPLE_API_KEY, APPLE_API_KEY_ID and APPLE_API_ISSUER.']),
  ];
}

/**
 * The changelog of one version, without its heading: what the window will show.
 * @param {string} changelog
 * @param {string} version
 */
export function notesOf(changelog, version) {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((text) => text.startsWith(version) || text.startsWith(`[${version}]`));
  const notes = section?.slice(section.indexOf('\n') + 1).trim();
  if (notes) return notes;
  throw new Error(
    `What is new: CHANGELOG.md has no section “## ${version}”. Make it of what stands under “Unreleased”.`,
  );
}
