import type { Alert } from '../../contract/entities.ts';
import type { LawyerId } from '../../contract/ids.ts';
import type { AlertCode } from '../../contract/values.ts';
import type { Millis } from '../clock.ts';
import type { Paged, PageRequest } from './page-request.ts';

export interface AlertStore {
  /** Null when the same one is open already. */
  raise(alert: { lawyerId: LawyerId; code: AlertCode; subject: string | null; at: Millis }): Promise<Alert | null>;
  /** Null when none is open. */
  clear(alert: { lawyerId: LawyerId; code: AlertCode; subject: string | null; at: Millis }): Promise<Alert | null>;
  open(lawyerId: LawyerId | null): Promise<Alert[]>;
  list(lawyerId: LawyerId | null, page: PageRequest): Promise<Paged<Alert>>;
}
