import type { StaffId, StaffSessionId } from '../../contract/ids.ts';
import type { Millis } from '../clock.ts';
import type { StaffSessionRow } from '../staff.ts';
import type { Paged, PageRequest } from './page-request.ts';

type Changeable = Pick<StaffSessionRow, 'lastSeen' | 'locked' | 'ended'>;
export type StaffSessionChange = { [Part in keyof Changeable]?: Changeable[Part] | undefined };

export interface StaffSessionStore {
  insert(session: StaffSessionRow): Promise<void>;
  find(id: StaffSessionId): Promise<StaffSessionRow | null>;
  /** Of that person, or of all; the newest first. */
  list(staffId: StaffId | null, page: PageRequest): Promise<Paged<StaffSessionRow>>;
  /** What is left out, or undefined, stays as it is. */
  update(id: StaffSessionId, change: StaffSessionChange): Promise<void>;
  /** Ends all that person has open; the one that is kept stays. */
  endAll(staffId: StaffId, at: Millis, kept?: StaffSessionId): Promise<void>;
  /** Removes those that began before then, the oldest first; answers with how many they were. */
  removeOlderThan(at: Millis, limit: number): Promise<number>;
}
