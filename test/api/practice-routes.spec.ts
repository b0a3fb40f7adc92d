import { expect, test } from '@playwright/test';
import { ORDINARY_DAY } from '../../main/contract/ordinary-day.ts';
import { sessionIn } from '../support/fake-sessions.ts';
import { beforeEachWithOneLawyer } from '../support/one-lawyers-api.ts';
import { CLIENT, type RouteCaller } from '../support/route-caller.ts';
import type { TestApi, TestLawyer } from '../support/start-test-api.ts';

let api: TestApi;
let lawyer: TestLawyer;
let own: { phone: string; name: string };
let caller: RouteCaller;

beforeEachWithOneLawyer((world) => {
  ({ api, lawyer, caller } = world);
  own = { phone: lawyer.lawyer.phone_number, name: lawyer.lawyer.name };
});

test('the practice phone scans the code that is shown, and no other', async () => {
  await caller.refusal('practiceScan', 'session_not_waiting_for_scan');
  expect(api.phones.linked).toEqual([]);
  api.sessions.states.set(lawyer.lawyer.id, sessionIn('qr', { qr: 'stale-code' }));
  await caller.refusal('practiceScan', 'session_not_waiting_for_scan');
  api.sessions.states.set(lawyer.lawyer.id, sessionIn('qr', { qr: 'valid-code' }));
  expect(await caller.use('practiceScan')).toEqual({ scanned: true });
  await caller.use('practiceScan', { body: {} });
  expect(api.phones.linked).toEqual([
    { ...own, shown: 'stale-code' },
    { ...own, shown: 'valid-code' },
    { ...own, shown: 'valid-code' },
  ]);
});

test('another phone than the lawyer’s can scan, under a name of its own', async () => {
  api.sessions.states.set(lawyer.lawyer.id, sessionIn('qr', { qr: 'valid-code' }));
  await caller.use('practiceScan', { body: { phone: '+4915199999999' } });
  await caller.use('practiceScan', { body: { phone: own.phone } });
  const [other, itself] = api.phones.linked;
  expect(other).toMatchObject({ phone: '+4915199999999' });
  expect(other?.name).not.toBe(own.name);
  expect(itself).toMatchObject(own);
});

test('the practice phone is given the pairing code that is shown, and no other', async () => {
  await caller.refusal('practicePair', 'session_not_waiting_for_scan');
  const shown = (code: string) => sessionIn('pairing-code', { pairing_code: code });
  api.sessions.states.set(lawyer.lawyer.id, shown('STALE123'));
  await caller.refusal('practicePair', 'session_not_waiting_for_scan');
  api.sessions.states.set(lawyer.lawyer.id, shown('VALIDPAI'));
  expect(await caller.use('practicePair')).toEqual({ paired: true });
  await caller.use('practicePair', { body: { phone: '+4915199999999' } });
  expect(api.phones.linked.map(({ phone, shown: code }) => [phone, code])).toEqual([
    [own.phone, 'STALE123'],
    [own.phone, 'VALIDPAI'],
    ['+4915199999999', 'VALIDPAI'],
  ]);
});

test('the lawyer’s phone unlinks', async () => {
  expect((await caller.answerOf('practiceUnlink')).status).toBe(204);
  expect(api.phones.unlinked).toEqual([own.phone]);
});

test('a practice client writes and reads; a text and a name are enough', async () => {
  const written = await caller.use('practiceWrite', { body: { text: 'Hello', name: 'Bea' } });
  expect(written).toEqual({ id: '3EB00000000000000001', sent_at: new Date(1_790_000_000_000).toISOString() });
  const { data } = await caller.use('practiceRead');
  expect(data.map(({ text, kind }) => [text, kind])).toEqual([['Hello', 'text']]);
  expect((await caller.use('practiceWritten')).data).toEqual([
    { id: '3EB00000000000000001', kind: 'text', read: false },
  ]);
  const message = { text: 'Hello', name: 'Bea' };
  expect(api.phones.written).toEqual([{ lawyer: own.phone, client: CLIENT, message }]);
});

test('a practice client sends a file of megabytes, and other kinds', async () => {
  const base64 = Buffer.alloc(12_000_000, 'lexline').toString('base64');
  const bodies = [
    {
      kind: 'document',
      file: { name: 'a.pdf', type: 'application/pdf', base64 },
      text: 'as agreed',
      reply_to: '3EB0AAAA',
    },
    { kind: 'location', location: { latitude: 52.5, longitude: 13.4 } },
    { kind: 'poll', poll: { question: 'When?', options: ['Monday', 'Friday'] } },
  ];
  for (const body of bodies) await caller.use('practiceWrite', { body });
  expect(api.phones.written.map(({ message }) => message)).toEqual(bodies);
});

test('a practice client acts on messages', async () => {
  const actions = [
    { action: 'edit', message: '3EB0AAAA', text: 'better' },
    { action: 'revoke', message: '3EB0AAAA' },
    { action: 'react', message: '3EB0AAAA', emoji: '' },
    { action: 'play', message: '3EB0AAAA' },
  ];
  for (const body of actions) expect((await caller.answerOf('practiceAct', { body })).status).toBe(204);
  expect(api.phones.acted).toEqual(actions.map((action) => ({ lawyer: own.phone, client: CLIENT, action })));
});

test('the page is made unkind in part, and the rest stays as it is', async () => {
  expect(await caller.use('getPracticeFaults')).toEqual(ORDINARY_DAY);
  const changed = { ...ORDINARY_DAY, silent: true, sends: 'refused' };
  expect(await caller.use('setPracticeFaults', { body: { silent: true, sends: 'refused' } })).toEqual(changed);
  expect(await caller.use('setPracticeFaults', { body: {} })).toEqual(changed);
  expect(await caller.use('getPracticeFaults')).toEqual(changed);
});
