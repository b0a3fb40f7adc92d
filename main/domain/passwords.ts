import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** What a hash costs: scrypt's N as a power of two, its block size and its parallelism (RFC 7914). */
export interface PasswordCost {
  log2N: number;
  r: number;
  p: number;
}

/**
 * OWASP's first choice for scrypt, 128 MB and some tenths of a second for each guess.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
export const PASSWORD_COST: PasswordCost = { log2N: 17, r: 8, p: 1 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** The form of https://github.com/P-H-C/phc-string-format. */
const FORM = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,3})\$([\w+/]+)\$([\w+/]+)$/;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Null for nobody's: it takes as long, and is false. */
  matches(password: string, hash: string | null): Promise<boolean>;
  /** When all hashes asked for so far are made. */
  ready(): Promise<void>;
}

/** One hash at a time: each takes much memory, and whoever tries many passwords at once waits. */
export function createPasswords(cost: PasswordCost = PASSWORD_COST): Passwords {
  let last: Promise<void> = Promise.resolve();

  function derive(password: string, salt: Buffer, by: PasswordCost): Promise<Buffer> {
    const mine = last.then(() => scryptOf(password, salt, by));
    last = mine.then(
      () => {},
      () => {},
    );
    return mine;
  }

  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      return toText(cost, salt, await derive(password, salt, cost));
    },
    async matches(password, hash) {
      const stored = hash === null ? null : parse(hash);
      const { by, salt, bytes } = stored ?? {
        by: cost,
        salt: Buffer.alloc(SALT_BYTES),
        bytes: Buffer.alloc(HASH_BYTES),
      };
      const isSame = timingSafeEqual(await derive(password, salt, by), bytes);
      return isSame && stored !== null;
    },
    ready: () => last,
  };
}

function scryptOf(password: string, salt: Buffer, { log2N, r, p }: PasswordCost): Promise<Buffer> {
  const N = 2 ** log2N;
  // 128 * N * r bytes are needed, and Node's limit must lie above.
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    // The same password typed on another keyboard can come in other code points.
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, bytes) =>
      error ? reject(error) : resolve(bytes),
    );
  });
}

function toText({ log2N, r, p }: PasswordCost, salt: Buffer, hash: Buffer): string {
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$scrypt$ln=${log2N},r=${r},p=${p}$${base64(salt)}$${base64(hash)}`;
}

function parse(text: string): { by: PasswordCost; salt: Buffer; bytes: Buffer } {
  const [, ln, r, p, salt, hash] = FORM.exec(text) ?? [];
  const bytes = Buffer.from(hash ?? '', 'base64');
  if (salt === undefined || bytes.length !== HASH_BYTES) throw new Error('a password hash is damaged');
  return { by: { log2N: Number(ln), r: Number(r), p: Number(p) }, salt: Buffer.from(salt, 'base64'), bytes };
}
