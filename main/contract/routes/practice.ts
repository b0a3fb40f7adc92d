import { z } from 'zod';
import { listOf, PracticeMessage, PracticeWritten } from '../entities.ts';
import { PracticeAction, PracticeFaults, PracticeFaultsChange, PracticeWrite } from '../practice.ts';
import type { Route } from '../route.ts';
import { Phone, Timestamp } from '../values.ts';

const OnePhone = z.strictObject({ phone: Phone.describe("The simulated client's number.") });

/** Which phone it is that acts: the lawyer's own, unless another one is named. */
const ByPhone = z
  .strictObject({ phone: Phone.optional().describe("Which phone does it; the lawyer's own by default.") })
  .prefault({});

/** A file of 20 MB in base64, and what is around it. In bytes. */
const WITH_FILE = 21_000_000;

/** The practice account: its simulated phones, and its unkindness. */
export const PRACTICE_ROUTES = {
  practiceScan: {
    method: 'POST',
    path: '/v1/practice/scan',
    summary: "The simulated phone scans the QR code: the lawyer's own, or another one",
    access: 'lawyer',
    fromOutside: false,
    resource: 'practice',
    practice: true,
    outside: true,
    body: ByPhone,
    status: 200,
    output: z.object({ scanned: z.literal(true) }),
    problems: ['session_not_waiting_for_scan', 'practice_unreachable', 'practice_refused'],
  },
  practicePair: {
    method: 'POST',
    path: '/v1/practice/pairing',
    summary: 'The pairing code that the session shows is typed in on the simulated phone',
    access: 'lawyer',
    fromOutside: false,
    resource: 'practice',
    practice: true,
    outside: true,
    body: ByPhone,
    status: 200,
    output: z.object({ paired: z.literal(true) }),
    problems: ['session_not_waiting_for_scan', 'practice_unreachable', 'practice_refused'],
  },
  practiceUnlink: {
    method: 'POST',
    path: '/v1/practice/unlink',
    summary: "The lawyer's phone unlinks every device",
    access: 'lawyer',
    fromOutside: false,
    resource: 'practice',
    practice: true,
    outside: true,
    status: 204,
    output: z.undefined(),
    problems: ['practice_unreachable', 'practice_refused'],
  },
  practiceWrite: {
    method: 'POST',
    path: '/v1/practice/clients/{phone}/messages',
    summary: 'That client writes to the lawyer: a text, a file, a place, a poll …',
    access: 'lawyer',
    fromOutside: false,
    resource: 'practice',
    practice: true,
    outside: true,
    params: OnePhone,
    body: PracticeWrite,
    bodyLimit: WITH_FILE,
    status: 201,
    output: z.object({ id: z.string(), sent_at: Timestamp }),
    problems: ['practice_unreachable', 'practice_refused'],
  },
  practiceRead: {
    method: 'GET',
    path: '/v1/practice/clients/{phone}/messages',
    summary: "What has arrived on that client's phone, oldest first: the truth about what was sent",
    access: 'lawyer',
    fromOutside: false,
    resource: 'practice',
    practice: true,
    params: OnePhone,
    status: 200,
    output: listOf(PracticeMessage),
    problems: ['practice_unreachable', 'practice_refused'],
  },
  practiceWritten: {
    method: 'GET',
    path: '/v1/practice/clients/{phone}/written',
    summary: 'What that client wrote, oldest first, and whether its phone shows that the lawyer has read it',
    access: 'lawyer',
    fromOutside: false,
    resource: 'practice',
    practice: true,
    params: OnePhone,
    status: 200,
    output: listOf(PracticeWritten),
    problems: ['practice_unreachable', 'practice_refused'],
  },
  practiceAct: {
    method: 'POST',
    path: '/v1/practice/clients/{phone}/actions',
    summary: 'That client edits, takes back, reacts to or plays a message',
    access: 'lawyer',
    fromOutside: false,
    resource: 'practice',
    practice: true,
    outside: true,
    params: OnePhone,
    body: PracticeAction,
    status: 204,
    output: z.undefined(),
    problems: ['practice_unreachable', 'practice_refused'],
  },
  getPracticeFaults: {
    method: 'GET',
    path: '/v1/practice/faults',
    summary: 'How unkind the simulated WhatsApp is now',
    access: 'lawyer',
    fromOutside: false,
    resource: 'practice',
    practice: true,
    status: 200,
    output: PracticeFaults,
    problems: ['practice_unreachable'],
  },
  setPracticeFaults: {
    method: 'POST',
    path: '/v1/practice/faults',
    summary: 'Make it more or less unkind while it runs; what is left out stays as it is',
    access: 'lawyer',
    fromOutside: false,
    resource: 'practice',
    practice: true,
    outside: true,
    body: PracticeFaultsChange,
    status: 200,
    output: PracticeFaults,
    problems: ['practice_unreachable', 'practice_refused'],
  },
} as const satisfies Record<string, Route>;
