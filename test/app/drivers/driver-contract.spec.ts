import { describeDriverContract, type Weather } from './driver-contract.ts';

/** What the page can do to its driver while both of the shared core's halves must still hold. */
const WEATHERS: readonly Weather[] = [
  { name: 'on an ordinary day', faults: {} },
  { name: 'while every message comes twice', faults: { duplicate_every: 1 } },
  { name: 'while every message comes without its text first', faults: { ciphertext_every: 1 } },
  { name: 'while receipts come in the wrong order', faults: { acks_out_of_order: true } },
  { name: 'while the history is slow and patchy', faults: { history_pause_ms: 400, history_patchy: true } },
  { name: 'while files are gone', faults: { media: 'gone' } },
  { name: 'while the phone is offline', faults: { phone_offline: true } },
  { name: 'while the page hangs now and then', faults: { hang_ms: 1500 } },
  { name: 'while sending is slow', faults: { sends: 'slow' } },
];

describeDriverContract('wa-js', WEATHERS);
describeDriverContract('dom', WEATHERS);
