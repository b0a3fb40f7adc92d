import type { StaffId } from '../../contract/ids.ts';
import type { StaffMember } from '../staff.ts';
import type { Paged, PageRequest } from './page-request.ts';

type Changeable = Pick<StaffMember, 'name' | 'email' | 'role' | 'isActive' | 'passwordHash' | 'updated' | 'lastSignIn'>;
export type StaffChange = { [Part in keyof Changeable]?: Changeable[Part] | undefined };

export interface StaffStore {
  insert(staff: StaffMember): Promise<void>;
  find(id: StaffId): Promise<StaffMember | null>;
  /** Upper and lower case are the same. */
  findByEmail(email: string): Promise<StaffMember | null>;
  /** Those with the role owner, also those who may not sign in. */
  owners(): Promise<StaffMember[]>;
  /** The newest first. */
  list(page: PageRequest): Promise<Paged<StaffMember>>;
  /** What is left out, or undefined, stays as it is. */
  update(id: StaffId, change: StaffChange): Promise<void>;
}
