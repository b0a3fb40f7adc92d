import type { Lawyer } from '../../contract/entities.ts';
import type { LawyerId } from '../../contract/ids.ts';
import type { LawyerSettings } from '../../contract/lawyer-settings.ts';
import type { Phone } from '../../contract/values.ts';
import type { Millis } from '../clock.ts';
import type { Paged, PageRequest } from './page-request.ts';

export interface LawyerChange {
  name?: string | undefined;
  email?: string | undefined;
  phone?: Phone | undefined;
  isActive?: boolean | undefined;
}

export interface LawyerStore {
  insert(lawyer: { id: LawyerId; name: string; email: string; phone: Phone; at: Millis }): Promise<Lawyer>;
  find(id: LawyerId): Promise<Lawyer | null>;
  list(page: PageRequest): Promise<Paged<Lawyer>>;
  all(): Promise<Lawyer[]>;
  /** By somebody else than `except`. */
  emailTaken(email: string, except?: LawyerId): Promise<boolean>;
  phoneTaken(phone: Phone, except?: LawyerId): Promise<boolean>;
  /** What is left out stays as it is. */
  update(id: LawyerId, change: LawyerChange, at: Millis): Promise<void>;
  /** Whether anything is there that a client has said or that is known of one. */
  isEmpty(id: LawyerId): Promise<boolean>;
  /** Removes the row and all that is not about a client: keys, settings, webhooks, events, uploads that were not sent. */
  remove(id: LawyerId): Promise<void>;
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
