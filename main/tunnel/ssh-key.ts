/** A new Ed25519 key pair in OpenSSH's form. The library is loaded when it is needed: that takes as long as a start may. */
export async function makeSshKey(): Promise<{ privateKey: string; publicKey: string }> {
  const { default: ssh2 } = await import('ssh2');
  const { private: privateKey, public: publicKey } = ssh2.utils.generateKeyPairSync('ed25519', { comment: 'lexline' });
  return { privateKey, publicKey };
}
