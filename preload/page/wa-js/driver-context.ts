import type { Report } from '../page-driver.ts';
import type { Addresses } from './addresses.ts';
import type { Messages } from './messages.ts';
import type { Wpp } from './wpp.ts';

/** What the parts of the wa-js driver share. */
export interface DriverContext {
  driver: Wpp;
  addresses: Addresses;
  messages: Messages;
  report: Report;
}
