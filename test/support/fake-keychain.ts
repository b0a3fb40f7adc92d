import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Keychain } from '../../main/app/keyring.ts';

/** A system's keychain: it opens only what it sealed itself. Another `FakeKeychain` is another machine or user. */
export class FakeKeychain implements Keychain {
  isAvailable: boolean;
  private readonly key = randomBytes(32);

  constructor(isAvailable = true) {
    this.isAvailable = isAvailable;
  }

  available(): boolean {
    return this.isAvailable;
  }

  encrypt(text: string): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  decrypt(sealed: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
  }
}
