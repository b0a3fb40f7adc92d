import { createPublicKey, verify } from 'node:crypto';

/** The signature stands beside the metadata, under its name with this behind it: 64 bytes in base64. */
export const SIGNATURE_ENDING = '.sig';

/** What is signed begins so, that a signature for one file, or of another program, is none for this. */
export function signedBytes(fileName: string, metadata: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`lexline update\n${fileName}\n`, 'utf8'), metadata]);
}

/**
 * Whether the metadata is byte by byte what was signed for the file of that name, with the key whose public part (SPKI, DER,
 * base64) the app was built with. It is asked before anything else looks at the bytes.
 */
export function isSignedUpdate(
  { fileName, metadata, signature }: { fileName: string; metadata: Uint8Array; signature: string },
  publicKey: string,
): boolean {
  if (!/^[A-Za-z0-9+/]{86}==\s*$/.test(signature)) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    // The algorithm is the key's: with one of another kind "signed" would mean something else.
    if (key.asymmetricKeyType !== 'ed25519') return false;
    return verify(null, signedBytes(fileName, metadata), key, Buffer.from(signature.trim(), 'base64'));
  } catch {
    return false;
  }
}
