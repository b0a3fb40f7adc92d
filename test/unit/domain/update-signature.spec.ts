import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { isSignedUpdate, signedBytes } from '../../../main/domain/update-signature.ts';

const ours = generateKeyPairSync('ed25519');
const theirs = generateKeyPairSync('ed25519');
const metadata = Buffer.from('version: 0.2.0\nfiles:\n  - url: Lexline.AppImage\n');
const fileName = 'latest-linux.yml';

function publicText({ publicKey }: { publicKey: KeyObject }): string {
  return publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
}

function signature(key: KeyObject, bytes: Uint8Array): string {
  return sign(null, bytes, key).toString('base64');
}

const good = signature(ours.privateKey, signedBytes(fileName, metadata));

test('what our key has signed is accepted, with or without a line end behind it', () => {
  expect(isSignedUpdate({ fileName, metadata, signature: good }, publicText(ours))).toBe(true);
  expect(isSignedUpdate({ fileName, metadata, signature: `${good}\n` }, publicText(ours))).toBe(true);
});

test('a changed byte, another name, another key, another program’s signature and none are refused', () => {
  const wrong: Record<string, { fileName: string; metadata: Uint8Array; signature: string }> = {
    'a changed byte': {
      fileName,
      metadata: Buffer.from(metadata.toString().replace('0.2.0', '0.2.1')),
      signature: good,
    },
    'a byte more': { fileName, metadata: Buffer.concat([metadata, Buffer.from('\n')]), signature: good },
    'another file': { fileName: 'latest-mac.yml', metadata, signature: good },
    'another key': { fileName, metadata, signature: signature(theirs.privateKey, signedBytes(fileName, metadata)) },
    'the bare bytes': { fileName, metadata, signature: signature(ours.privateKey, metadata) },
    none: { fileName, metadata, signature: '' },
    'half of it': { fileName, metadata, signature: good.slice(0, 40) },
    'no base64': { fileName, metadata, signature: '<html>not found</html>' },
    'two of them': { fileName, metadata, signature: `${good}\n${good}` },
  };
  for (const [what, update] of Object.entries(wrong)) {
    expect(isSignedUpdate(update, publicText(ours)), what).toBe(false);
  }
});

test('a key of another kind, or none, verifies nothing', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const update = { fileName, metadata, signature: good };
  for (const key of [publicText(rsa), publicText(theirs), '', 'no key'])
    expect(isSignedUpdate(update, key)).toBe(false);
});
