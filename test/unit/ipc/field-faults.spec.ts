import { expect, test } from '@playwright/test';
import type { IpcCall } from '../../../main/contract/ipc.ts';
import type { FieldFault } from '../../../main/contract/problems.ts';
import { AppError } from '../../../main/domain/app-error.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { parseSearchQuery } from '../../../main/domain/search-query.ts';
import { createCallAnswerer } from '../../../main/ipc/answer-calls.ts';
import { FakeIdentity } from '../../support/fake-identity.ts';
import { FakeLog } from '../../support/fake-log.ts';

const answer = createCallAnswerer({
  handlers: {
    'lawyers.change': async () => ({}) as never,
    'lawyers.create': async () => ({}) as never,
    'messages.send': async () => ({}) as never,
    'messages.react': async () => ({}) as never,
    'settings.set': async () => ({}) as never,
    'grants.create': async () => ({}) as never,
    'attachments.upload': async () => {
      throw new AppError('invalid_request', [{ field: 'body', message: 'must not be empty' }]);
    },
    async 'messages.search'({ q = '' }) {
      parseSearchQuery(q);
      return {} as never;
    },
  },
  ...{ identity: new FakeIdentity(), changed() {}, log: new FakeLog() },
});

async function faults(name: IpcCall, input: unknown): Promise<readonly FieldFault[]> {
  const answered = await answer(name, input);
  if (answered.ok) throw new Error('it was not refused');
  expect(answered.code).toBe('invalid_request');
  // Not one sentence: the window has none but its own.
  expect(JSON.stringify(answered.errors)).not.toMatch(/message|must| /);
  return answered.errors;
}

test('what the contract refuses reaches the window as a fault with its limit, without a sentence', async () => {
  const lawyer_id = newId('law');
  const id = newId('msg');
  expect(await faults('lawyers.change', { id: lawyer_id, name: 'x'.repeat(201), email: 'nobody' })).toEqual([
    { field: 'name', fault: 'too_long', limit: 200 },
    { field: 'email', fault: 'email' },
  ]);
  expect(await faults('lawyers.create', { name: ' ', phone_number: '030 123' })).toEqual([
    { field: 'name', fault: 'missing' },
    { field: 'email', fault: 'missing' },
    { field: 'phone_number', fault: 'phone' },
  ]);
  expect(await faults('lawyers.change', { id: lawyer_id, name: 'a\nb' })).toEqual([
    { field: 'name', fault: 'characters' },
  ]);
  expect(await faults('messages.send', { lawyer_id, to: '+4915112345678' })).toEqual([
    { field: 'text', fault: 'missing' },
  ]);
  const sent = { lawyer_id, to: '+4915112345678', text: 'x', template: { name: 'a', variables: { x: 7 } } };
  expect(await faults('messages.send', sent)).toEqual([{ field: 'template.variables.x', fault: 'form' }]);
  expect((await faults('settings.set', { lawyer_id, settings: { groups: 'all' } })).slice(-4)).toContainEqual({
    field: 'settings.groups',
    fault: 'not_one_of',
  });
  const grant = { lawyer_id, staff_id: newId('stf'), conversation_ids: [], expires_at: 'soon', reason: 'x' };
  expect(await faults('grants.create', grant)).toEqual([
    { field: 'conversation_ids', fault: 'missing' },
    { field: 'expires_at', fault: 'time' },
  ]);
  expect(await faults('messages.react', { lawyer_id, id, emoji: 'xx' })).toEqual([{ field: 'emoji', fault: 'emoji' }]);
});

test('what a rule refuses reaches the window as the fault that the rule names, or as one without more', async () => {
  const lawyer_id = newId('law');
  expect(await faults('messages.search', { lawyer_id, q: '-court' })).toEqual([
    { field: 'q', fault: 'nothing_to_find' },
  ]);
  const words = Array.from({ length: 60 }, (_, index) => `w${index}`).join(' ');
  expect(await faults('messages.search', { lawyer_id, q: words })).toEqual([
    { field: 'q', fault: 'too_many', limit: expect.any(Number) },
  ]);
  const upload = { lawyer_id, file_name: 'a.txt', bytes: new Uint8Array([1]) };
  expect(await faults('attachments.upload', upload)).toEqual([{ field: 'body', fault: 'form' }]);
  expect(await faults('attachments.upload', { ...upload, bytes: new Uint8Array(0) })).toEqual([
    { field: 'bytes', fault: 'missing' },
  ]);
});
