import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runChild } from './run-child.mjs';
import { LaunchError, say } from './say.mjs';

/**
 * What Electron's window needs on Debian and Ubuntu. Newer releases renamed those marked (64-bit time_t).
 * @type {{ name: string, renamed?: boolean }[]}
 */
const forWindow = [
  { name: 'libgtk-3-0', renamed: true },
  { name: 'libnss3' },
  { name: 'libasound2', renamed: true },
  { name: 'libgbm1' },
  { name: 'libxss1' },
  { name: 'libxtst6' },
  { name: 'libatk-bridge2.0-0', renamed: true },
  { name: 'libdrm2' },
  { name: 'libxkbcommon0' },
];
/** @type {typeof forWindow} */
const forNoDisplay = [{ name: 'xvfb' }];

/**
 * @param {Set<string>} installed every installed Debian package
 * @param {boolean} hasDisplay
 * @returns {string[]} the packages to install, under the names they have on this release
 */
export function missingDebianPackages(installed, hasDisplay) {
  // A system of the renamed kind always holds some such package in its base (libssl3t64, libapt-pkg…t64).
  const isRenamed = [...installed].some((name) => name.endsWith('t64'));
  return [...forWindow, ...(hasDisplay ? [] : forNoDisplay)]
    .filter(({ name }) => !installed.has(name) && !installed.has(`${name}t64`))
    .map(({ name, renamed }) => (renamed && isRenamed ? `${name}t64` : name));
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: these placeholders are dpkg's.
const dpkgFormat = '${Package} ${db:Status-Status}\n';

/** @returns {Set<string> | undefined} undefined where there is no dpkg */
function installedDebianPackages() {
  const query = spawnSync('dpkg-query', ['-W', '-f', dpkgFormat], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (query.status !== 0) return undefined;
  const lines = query.stdout.split('\n').map((line) => line.split(' '));
  return new Set(lines.filter(([, status]) => status === 'installed').map(([name = '']) => name));
}

/**
 * Sees to the libraries Electron loads, and to Xvfb where there is no display. Asking dpkg takes 10 ms, so nothing is cached.
 * @param {{ binary: string, hasDisplay: boolean }} options
 */
export async function provideLibraries({ binary, hasDisplay }) {
  if (process.platform !== 'linux') return;
  const installed = installedDebianPackages();
  if (!installed || !isOnPath('apt-get')) return checkOtherLinux(binary, hasDisplay);
  const missing = missingDebianPackages(installed, hasDisplay);
  if (missing.length > 0) await installDebianPackages(missing);
}

/** A keychain, for the tests of what is kept in one; the app itself runs without. */
const forTests = ['gnome-keyring', 'dbus'];

/**
 * Installs what only tests use, where that needs no password. Where it does, those tests are skipped and say what to
 * install: a person's machine is not stopped for it.
 */
export async function provideTestPackages() {
  if (process.platform !== 'linux') return;
  const installed = installedDebianPackages();
  const asRoot = rootPrefix();
  if (!installed || !asRoot || !isOnPath('apt-get')) return;
  const missing = forTests.filter((name) => !installed.has(name));
  if (missing.length === 0) return;
  say(`Installing what tests of the keychain use: ${missing.join(' ')} …`);
  await aptGet(asRoot, ['update', '-q']);
  const exitCode = await aptGet(asRoot, ['install', '-y', '-q', '--no-install-recommends', ...missing]);
  if (exitCode !== 0) say('That did not work (apt-get’s own words are above): those tests are skipped.');
}

/** For what a person's command can do without: a network that does not answer keeps nobody for minutes. */
export const IMPATIENT = ['Retries=0', 'http::Timeout=20', 'https::Timeout=20'].flatMap((one) => [
  '-o',
  `Acquire::${one}`,
]);

/** Asks for what packages there are, where that needs no password. Answers whether it was asked. */
export async function refreshPackageLists() {
  const asRoot = rootPrefix();
  if (!asRoot) return false;
  await aptGet(asRoot, [...IMPATIENT, 'update', '-q']);
  return true;
}

/** @param {string[]} packages */
async function installDebianPackages(packages) {
  const byHand = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const asRoot = rootPrefix();
  if (!asRoot) {
    throw new LaunchError(
      `System packages are missing (${packages.join(', ')}), and installing them needs a password.`,
      byHand,
      'Then run the command again.',
    );
  }
  say(`Installing system packages: ${packages.join(' ')} …`);
  // A third-party source that does not answer makes `update` fail although the packages can be had: the next step decides.
  await aptGet(asRoot, ['update', '-q']);
  const exitCode = await aptGet(asRoot, ['install', '-y', '-q', '--no-install-recommends', ...packages]);
  if (exitCode !== 0) {
    throw new LaunchError(`The system packages could not be installed (apt-get's own words are above).`, byHand);
  }
}

/** @returns {string[] | undefined} what to put before a command that needs root; undefined when that is not to be had */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
}

/**
 * @param {string[]} asRoot
 * @param {string[]} args
 */
async function aptGet(asRoot, args) {
  const line = [
    ...asRoot,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-o',
    'DPkg::Lock::Timeout=120',
    ...args,
  ];
  const { exitCode } = await runChild(line[0] ?? '', line.slice(1), { output: 'stderr' });
  return exitCode;
}

/**
 * @param {string} ldd what it printed
 * @returns {string[]}
 */
export function notFoundIn(ldd) {
  return [...ldd.matchAll(/^\s*(\S+) => not found/gm)].map(([, library = '']) => library);
}

/**
 * @param {string} binary
 * @param {boolean} hasDisplay
 */
function checkOtherLinux(binary, hasDisplay) {
  const { stdout } = spawnSync('ldd', [binary], { encoding: 'utf8' });
  const missing = [
    ...notFoundIn(stdout ?? ''),
    ...(hasDisplay || isOnPath('Xvfb') ? [] : ['Xvfb (there is no display)']),
  ];
  if (missing.length === 0) return;
  throw new LaunchError(
    `Electron needs what is not installed here: ${missing.join(', ')}.`,
    'Install the packages of your distribution that hold them. They usually come with these:',
    '  Fedora:  sudo dnf install gtk3 nss alsa-lib mesa-libgbm libXScrnSaver libXtst xorg-x11-server-Xvfb',
    '  Arch:    sudo pacman -S gtk3 nss alsa-lib mesa libxss libxtst xorg-server-xvfb',
    '  openSUSE: sudo zypper install libgtk-3-0 mozilla-nss libasound2 libgbm1 libXss1 libXtst6 xorg-x11-server-Xvfb',
    'Then run the command again.',
  );
}

/** @param {string} program */
export function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
