import { safeStorage } from 'electron';
import type { Keychain } from './keyring.ts';

/**
 * The system's keychain through Electron. Usable only after `ready`. On Linux without a keyring Electron would encrypt
 * with a fixed password (`basic_text`), which is no protection and does not count as a keychain.
 */
export const safeStorageKeychain: Keychain = {
  available() {
    if (!safeStorage.isEncryptionAvailable()) return false;
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  },
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (sealed) => safeStorage.decryptString(sealed),
};
