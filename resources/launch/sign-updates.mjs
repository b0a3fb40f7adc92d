import { createPublicKey, sign, verify } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Puts our signature beside each file that tells an installed app of a new version: `latest-linux.yml.sig` for
 * `latest-linux.yml`. Beside it, and not within: so it covers the exact bytes, and nobody has to read a file in order to learn
 * whether it may be read. `main/domain/update-signature.ts` verifies it.
 * @param {string} folder
 * @param {import('node:crypto').KeyObject} key
 * @returns {string[]} the names of what was signed
 */
export function signUpdates(folder, key) {
  const names = readdirSync(folder).filter((name) => /^latest.*\.yml$/.test(name));
  for (const name of names) {
    const bytes = Buffer.concat([Buffer.from(`lexline update\n${name}\n`), readFileSync(join(folder, name))]);
    const signature = sign(null, bytes, key);
    if (!verify(null, bytes, createPublicKey(key), signature)) throw new Error(`${name} was signed wrongly`);
    writeFileSync(join(folder, `${name}.sig`), `${signature.toString('base64')}\n`);
  }
  return names;
}
