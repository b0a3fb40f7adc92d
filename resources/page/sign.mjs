// Signs a file of page data for the release procedure: node resources/page/sign.mjs PRIVATE-KEY.pem PAGE-DATA.json
// The signature lies beside it as page-data.sig. The private key is in no repository.
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, exit, stderr, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';

/**
 * Writes the signature of a file of page data. Throws when the key is no Ed25519 key, the file is not JSON with a
 * version, or the wa-js bundle beside it is not the one that it names.
 * @param {string} keyFile a private key, PEM
 * @param {string} dataFile
 * @returns {string} the signature's file
 */
export function signPageData(keyFile, dataFile) {
  const key = createPrivateKey(readFileSync(keyFile));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${keyFile} holds no Ed25519 key`);
  const bytes = readFileSync(dataFile);
  const { version, waJsSha256 } = JSON.parse(bytes.toString('utf8'));
  if (!Number.isInteger(version) || version < 1) throw new Error(`${dataFile} has no version`);
  checkBundle(join(dirname(dataFile), 'wppconnect-wa.js'), waJsSha256);
  const signatureFile = join(dirname(dataFile), 'page-data.sig');
  writeFileSync(signatureFile, `${sign(null, bytes, key).toString('base64')}\n`);
  return signatureFile;
}

/**
 * @param {string} file
 * @param {string | null} wanted
 */
function checkBundle(file, wanted) {
  const found = existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : null;
  if (wanted !== found) throw new Error(`waJsSha256 is ${wanted}, and the bundle beside the file has ${found}`);
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  const [, , keyFile, dataFile] = argv;
  if (keyFile === undefined || dataFile === undefined) {
    stderr.write('usage: sign.mjs PRIVATE-KEY.pem PAGE-DATA.json\n');
    exit(2);
  }
  stdout.write(`${signPageData(keyFile, dataFile)}\n`);
}
