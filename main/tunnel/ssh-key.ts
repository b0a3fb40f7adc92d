/**
 * A new Ed25519 key pair in OpenSSH's form. The library is loaded when it is needed: that takes as long as a start may.
 * Of every 256 pairs it writes one that nobody can read: it takes a zero at the beginning of the public key for padding
 * (https://github.com/mscdex/ssh2/issues/1390). Such a pair is not handed out.
 */
export async function makeSshKey(): Promise<{ privateKey: string; publicKey: string }> {
  const { default: ssh2 } = await import('ssh2');
  const { generateKeyPairSync, parseKey } = ssh2.utils;
  for (;;) {
    const { private: privateKey, public: publicKey } = generateKeyPairSync('ed25519', { comment: 'lexline' });
    if ([privateKey, publicKey].every((key) => !(parseKey(key) instanceof Error))) return { privateKey, publicKey };
  }
}
