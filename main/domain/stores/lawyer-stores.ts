import type { Lawyer, LawyerSettings } from '../../contract/entities.ts';
import type { LawyerId } from '../../contract/ids.ts';
import type { Phone } from '../../contract/values.ts';
import type { Millis } from '../clock.ts';
import type { Paged, PageRequest } from './page-request.ts';

export interface LawyerStore {
  insert(lawyer: { id: LawyerId; name: string; email: string; phone: Phone; at: Millis }): Promise<Lawyer>;
  find(id: LawyerId): Promise<Lawyer | null>;
  list(page: PageRequest): Promise<Paged<Lawyer>>;
  all(): Promise<Lawyer[]>;
  emailTaken(email: string): Promise<boolean>;
  phoneTaken(phone: Phone): Promise<boolean>;
  /** Whether the account that this machine is linked to was seen to be the lawyer's own. */
  isAccountConfirmed(id: LawyerId): Promise<boolean>;
  /** False again after a log-out: the next one who scans may be somebody else. */
  setAccountConfirmed(id: LawyerId, confirmed: boolean): Promise<void>;
}

export interface LawyerSettingsStore {
  /** What the lawyer has set, over the defaults. */
  get(lawyerId: LawyerId): Promise<LawyerSettings>;
  set(lawyerId: LawyerId, settings: LawyerSettings, at: Millis): Promise<void>;
}
