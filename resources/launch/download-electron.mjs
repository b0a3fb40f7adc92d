/**
 * Run by the launcher with Node 24: `download-electron.mjs <node_modules/electron> <folder>`. Downloads the pinned Electron
 * and unpacks it into the folder. Ends with 1 and one line that says why, when that does not work.
 *
 * It is Electron's own install.js with two differences: it gives up when nothing arrives (install.js waits for ever), and it
 * unpacks where we say, so that the launcher can move the folder into place in one step.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** No answer, or no further byte, for this long: somebody is waiting, and there may be a stand-in. */
const silenceMs = 8000;

const [electronPackage = '', folder = ''] = process.argv.slice(2);
const fromElectron = createRequire(join(electronPackage, 'package.json'));

/** @param {string} name a package that Electron depends on, not we */
const load = (name) => import(pathToFileURL(fromElectron.resolve(name)).href);

async function download() {
  const { downloadArtifact } = await load('@electron/get');
  const { extract } = await load('@electron-internal/extract-zip');
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error(`no answer for ${silenceMs / 1000} s`)), silenceMs);
  const zip = await downloadArtifact({
    version: fromElectron('./package.json').version,
    artifactName: 'electron',
    checksums: fromElectron('./checksums.json'),
    platform: process.platform,
    arch: process.arch,
    downloadOptions: { quiet: true, signal: silence.signal, getProgressCallback: async () => void timer.refresh() },
  });
  clearTimeout(timer);
  await extract(zip, { dir: folder });
}

/** @param {any} error @returns {string} the cause under fetch's bare "fetch failed" */
function reasonOf(error) {
  const cause = error?.cause?.errors?.[0] ?? error?.cause;
  return cause?.message ?? error?.message ?? String(error);
}

download().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${reasonOf(error).split('\n')[0]}\n`);
    process.exit(1);
  },
);
