import { createHash } from 'node:crypto';
import ssh2 from 'ssh2';

/** A new Ed25519 key pair in OpenSSH's form. */
export function makeSshKey(): { privateKey: string; publicKey: string } {
  const { private: privateKey, public: publicKey } = ssh2.utils.generateKeyPairSync('ed25519', { comment: 'lexline' });
  return { privateKey, publicKey };
}

/** A host key's fingerprint, as `ssh-keygen -l` writes it: SHA-256 of the public key, in base64 without padding. */
export function fingerprintOf(hostKey: Buffer): string {
  return `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`;
}
