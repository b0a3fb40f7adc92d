import { hash } from 'node:crypto';
import type { ActorRole } from '../contract/audit.ts';
import type { KeyId, LawyerId, RequestId } from '../contract/ids.ts';
import type { Millis } from './clock.ts';
import type { Mac } from './mac.ts';

/** What is written down of one act. Ids only. */
export interface AuditEntry {
  at: Millis;
  actorRole: ActorRole;
  /** The staff member of a session, else the API key; null for the window. */
  actor: string | null;
  keyId: KeyId | null;
  lawyerId: LawyerId | null;
  action: string;
  subjects: readonly string[];
  requestId: RequestId | null;
  address: string | null;
  outcome: string;
}

/** The last row of a chain: its number, 0 for an empty one, and its `hmac`. */
export interface ChainEnd {
  number: number;
  hmac: Buffer;
}

/** What a row proves itself by. */
interface Proof {
  /** Stays with the row; the next one is chained to it. */
  hmac: Buffer;
  /** What `hmac` is the hash of: it cannot be found from there, and stays with a row as long as it is the last one. */
  seal: Buffer;
}

/** What a row is chained to where the end of the chain was not ours: it shall be found for ever. */
const NOTHING = Buffer.alloc(32, 0xff);

/**
 * The proof of the row that follows `before`, made of all that it holds in its order, its subjects as the text that is
 * stored. That is a JSON list: no two different rows are written alike. The key of `mac` is derived from the data folder's
 * master key and is not in the database: who can write there cannot make it anew.
 */
export function proofOfRow(
  mac: Mac,
  before: Buffer,
  row: Omit<AuditEntry, 'subjects'> & { number: number; subjects: string },
): Proof {
  const { number, at, actorRole, actor, keyId, lawyerId, action, subjects, requestId, address, outcome } = row;
  const content = [number, at, actorRole, actor, keyId, lawyerId, action, subjects, requestId, address, outcome];
  return prove(mac, `row ${before.toString('hex')} ${JSON.stringify(content)}`);
}

/** Of row 0, the beginning. */
export function proofOfStart(mac: Mac): Proof {
  return prove(mac, 'start');
}

function prove(mac: Mac, text: string): Proof {
  const seal = mac(text);
  return { seal, hmac: hash('sha256', seal, 'buffer') };
}

/** Whether the chain ended there, as far as the database tells: a cut-off tail cannot be covered up without the key. */
export function isSealed(hmac: Buffer, seal: Buffer | null): boolean {
  return seal !== null && hash('sha256', seal, 'buffer').equals(hmac);
}

/** What the next row is chained to. Rows are never refused: what is wrong is found by the verifier. */
export function toBeChainedTo(hmac: Buffer, seal: Buffer | null): Buffer {
  return isSealed(hmac, seal) ? hmac : NOTHING;
}

export function toHead({ number, hmac }: ChainEnd): string {
  return `${number}-${hmac.toString('hex')}`;
}

/** Of what AuditHead in the contract has taken. */
export function parseHead(head: string): ChainEnd {
  const [number = '', hmac = ''] = head.split('-');
  return { number: Number(number), hmac: Buffer.from(hmac, 'hex') };
}
