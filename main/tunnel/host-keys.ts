import { createHash } from 'node:crypto';
import type { ServerHostKeyAlgorithm } from 'ssh2';

/**
 * The kinds of keys by which a server proves who it is, in the order in which OpenSSH's client asks for them, and how each
 * signs. None by SHA-1: such a signature can be somebody else's.
 */
const ALGORITHMS = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256'],
} as const satisfies Record<string, readonly ServerHostKeyAlgorithm[]>;

export type HostKeyKind = keyof typeof ALGORITHMS;

export const HOST_KEY_KINDS = Object.keys(ALGORITHMS) as readonly HostKeyKind[];

/** What is asked for, so that the server shows a key of the first of these kinds that it has. */
export function algorithmsOf(kinds: readonly HostKeyKind[]): ServerHostKeyAlgorithm[] {
  return kinds.flatMap((kind) => ALGORITHMS[kind]);
}

/** A host key's fingerprint, as `ssh-keygen -l` writes it: SHA-256 of the public key, in base64 without padding. */
export function fingerprintOf(hostKey: Buffer): string {
  return `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`;
}

/** It begins with its kind, behind four bytes of length (RFC 4253, section 6.6). Null: none that is asked for. */
export function kindOf(hostKey: Buffer): HostKeyKind | null {
  const length = hostKey.length < 4 ? 0 : hostKey.readUInt32BE(0);
  const name = hostKey.toString('latin1', 4, 4 + length);
  return HOST_KEY_KINDS.find((kind) => kind === name) ?? null;
}
