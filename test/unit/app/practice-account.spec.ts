import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { practicePhones } from '../../../main/app/practice-account.ts';
import { ORDINARY_DAY } from '../../../main/contract/ordinary-day.ts';
import { PracticeAction, PracticeWrite } from '../../../main/contract/practice.ts';
import { Phone } from '../../../main/contract/values.ts';
import { AppError } from '../../../main/domain/app-error.ts';
import type { PracticePhones } from '../../../main/domain/ports.ts';
import { createPracticeServer, type PracticeServer } from '../../../main/practice/practice-server.ts';
import { openPageDevice, type PageDevice } from '../practice/page-device.ts';

const LAWYER = Phone.parse('+4915100001');
const CLIENT = Phone.parse('+4917000001');
const OWN_PHONE = { phone: LAWYER, name: 'Ada Lovelace' };

let folder = '';
let server: PracticeServer;
let phones: PracticePhones;
let device: PageDevice;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-account-'));
  const assetsDir = join(import.meta.dirname, '../../../resources/practice');
  server = await createPracticeServer({ ledgerFile: join(folder, 'ledger.jsonl'), assetsDir });
  phones = practicePhones(server.url);
  device = await openPageDevice(server.url);
});

test.afterEach(async () => {
  device.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function link(): Promise<void> {
  const { full } = await device.next('code');
  expect(await phones.scan(OWN_PHONE, String(full))).toBe(true);
  await device.next('linked');
}

/** The code and the fields of a refusal. */
async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? [error.code, ...error.fields.map(({ field }) => field)] : error;
}

test('a code that a page shows is scanned once; one that it does not show is not valid', async () => {
  expect(await phones.scan(OWN_PHONE, '2@nobody,shows,this,code,1')).toBe(false);
  const { full } = await device.next('code');
  expect(await phones.scan(OWN_PHONE, String(full))).toBe(true);
  await device.next('linked');
  expect(await phones.scan(OWN_PHONE, String(full))).toBe(false);
});

test('a scan that makes WhatsApp ask for a passkey is a scan, and links nothing', async () => {
  await phones.setFaults({ passkey_required: true });
  const { full } = await device.next('code');
  expect(await phones.scan(OWN_PHONE, String(full))).toBe(true);
  await device.next('passkey');
  expect(await refusalOf(phones.unlink(LAWYER))).toEqual(['practice_refused', 'request']);
});

test('a pairing code is taken by the phone that it was asked for', async () => {
  expect(await phones.enterPairingCode(OWN_PHONE, 'ABCD1234')).toBe(false);
  const { body } = await device.post('pairing-code', { phone: LAWYER });
  const code = String(body.code);
  const other = { phone: Phone.parse('+4915199999'), name: 'Somebody else' };
  expect(await refusalOf(phones.enterPairingCode(other, code))).toEqual(['practice_refused', 'request']);
  expect(await phones.enterPairingCode(OWN_PHONE, code)).toBe(true);
  await device.next('linked');
});

test('the lawyer’s phone unlinks what is linked', async () => {
  await link();
  await phones.unlink(LAWYER);
  expect(await refusalOf(phones.unlink(LAWYER))).toEqual(['practice_refused', 'request']);
});

test('a client writes and acts, and sees what the lawyer sent', async () => {
  await link();
  const written = await phones.write(LAWYER, CLIENT, PracticeWrite.parse({ text: 'Helo', name: 'Bea' }));
  expect(written.at % 1000).toBe(0);
  await phones.act(LAWYER, CLIENT, PracticeAction.parse({ action: 'edit', message: written.id, text: 'Hello' }));
  expect(await phones.arrived(LAWYER, CLIENT)).toEqual([]);
  expect(await phones.writtenBy(LAWYER, CLIENT)).toEqual([{ id: written.id, kind: 'text', read: false }]);
  const digits = CLIENT.slice(1);
  const bytes = Buffer.from('%PDF-1.7 of a contract');
  await device.send(digits, '3EB0AAAAAAAAAAAA0001', 'Good morning');
  await expect.poll(() => phones.arrived(LAWYER, CLIENT)).toHaveLength(1);
  const [message] = await phones.arrived(LAWYER, CLIENT);
  expect(message).toEqual({
    id: '3EB0AAAAAAAAAAAA0001',
    kind: 'text',
    text: 'Good morning',
    sent_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
    edited: false,
    revoked: false,
    reply_to: null,
    reaction: null,
    file: null,
  });
  const file = { name: 'Contract.pdf', type: 'application/pdf', base64: bytes.toString('base64') };
  await phones.write(LAWYER, CLIENT, PracticeWrite.parse({ kind: 'document', file }));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { status } = await fetch(`${server.url}/control/media/${sha256}`, { headers: { 'x-practice-control': '1' } });
  expect(status).toBe(200);
});

test('what the phones cannot do is refused, by the field that is wrong', async () => {
  await link();
  const location = PracticeWrite.parse({ kind: 'location' });
  expect(await refusalOf(phones.write(LAWYER, CLIENT, location))).toEqual(['practice_refused', 'location']);
  const nobody = Phone.parse('+4917000000');
  const text = PracticeWrite.parse({ text: 'x' });
  expect(await refusalOf(phones.write(LAWYER, nobody, text))).toEqual(['practice_refused', 'request']);
  const revoke = { action: 'revoke', message: '3EB0NOTTHERE' } as const;
  expect(await refusalOf(phones.act(LAWYER, CLIENT, revoke))).toEqual(['practice_refused', 'request']);
});

test('the page is made unkind in part, and the rest stays as it is', async () => {
  expect(await phones.faults()).toEqual(ORDINARY_DAY);
  const changed = { ...ORDINARY_DAY, network: 'flapping', duplicate_every: 0 };
  expect(await phones.setFaults({ network: 'flapping', duplicate_every: 0 })).toEqual(changed);
  expect(await phones.setFaults({ silent: undefined })).toEqual(changed);
});

test('a practice server that has gone is told as such by everything', async () => {
  device.close();
  await server.stop();
  const text = PracticeWrite.parse({ text: 'x' });
  const refusals = [
    phones.scan(OWN_PHONE, 'x'),
    phones.enterPairingCode(OWN_PHONE, 'ABCD1234'),
    phones.unlink(LAWYER),
    phones.write(LAWYER, CLIENT, text),
    phones.act(LAWYER, CLIENT, { action: 'revoke', message: '3EB0AAAA' }),
    phones.arrived(LAWYER, CLIENT),
    phones.faults(),
    phones.setFaults({}),
  ].map(refusalOf);
  expect(await Promise.all(refusals)).toEqual(refusals.map(() => ['practice_unreachable']));
});
