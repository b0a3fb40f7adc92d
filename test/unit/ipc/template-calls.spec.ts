import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { TEMPLATE_CALLS } from '../../../main/contract/ipc/templates.ts';
import { IPC_CALLS, type IpcCall, type IpcInput, type IpcOutput } from '../../../main/contract/ipc.ts';
import { createTemplate, listTemplates } from '../../../main/domain/templates.ts';
import { type AnswerCall, createCallAnswerer } from '../../../main/ipc/answer-calls.ts';
import { createCallAudit } from '../../../main/ipc/audit-calls.ts';
import { templateCalls } from '../../../main/ipc/calls/templates.ts';
import type { CallHandlers } from '../../../main/ipc/handlers-of.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeIdentity } from '../../support/fake-identity.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;
let clock: FakeClock;
let identity: FakeIdentity;
let lawyer: Lawyer;
let changes: unknown[][];
let answer: AnswerCall;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  identity = new FakeIdentity();
  changes = [];
  lawyer = await addLawyer(store.database, clock.now());
  const { database, wrap } = createCallAudit({ database: store.database, clock, identity });
  const handlers = wrap({ ...templateCalls({ database, clock }) } as CallHandlers);
  const changed = (...change: unknown[]) => void changes.push(change);
  answer = createCallAnswerer({ handlers, identity, changed, log: new FakeLog() });
});

test.afterEach(() => store.remove());

/** A call that must succeed, with an output as the contract says. */
async function call<Call extends IpcCall>(name: Call, input: IpcInput<Call>): Promise<IpcOutput<Call>> {
  const answered = await answer(name, input);
  expect(answered).toMatchObject({ ok: true });
  return IPC_CALLS[name].output.parse('value' in answered ? answered.value : undefined) as IpcOutput<Call>;
}

const make = (name: string, ...texts: [language: string, text: string][]) =>
  call('templates.create', {
    ...{ lawyer_id: lawyer.id, name },
    variants: texts.map(([language, text]) => ({ language, text })),
  });

test('a template has the variables that its texts name, and keeps their order when they are written anew', async () => {
  const made = await make('Appointment', ['en', '{{client}}: {{date}}'], ['de', '{{ort}}, {{client}}']);
  expect(made).toMatchObject({ variables: ['client', 'date', 'ort'], default_language: 'en' });
  expect(changes).toEqual([['templates', lawyer.id]]);
  await clock.advance(1000);
  const changed = await call('templates.change', {
    ...{ lawyer_id: lawyer.id, id: made.id, default_language: 'de' },
    variants: [{ language: 'de', text: 'In {{place}} {{ort}} {{client}}' }],
  });
  expect(changed).toMatchObject({ variables: ['client', 'ort', 'place'], default_language: 'de' });
  expect(changed.updated_at > made.updated_at).toBe(true);
  expect(await call('templates.get', { lawyer_id: lawyer.id, id: made.id })).toEqual(changed);
});

test('a name that is taken, and braces that name nothing, are refused with the field', async () => {
  await make('Fee', ['en', 'x']);
  const variants = [{ language: 'en', text: 'x' }];
  expect(await answer('templates.create', { lawyer_id: lawyer.id, name: 'FEE', variants })).toMatchObject({
    ...{ ok: false, code: 'template_name_taken' },
    errors: [{ field: 'name' }],
  });
  const wrong = [...variants, { language: 'de', text: '{{' }];
  expect(await answer('templates.create', { lawyer_id: lawyer.id, name: 'Other', variants: wrong })).toMatchObject({
    ...{ ok: false, code: 'invalid_request' },
    errors: [{ field: 'variants.1.text' }],
  });
  expect(await call('templates.list', { lawyer_id: lawyer.id })).toHaveLength(1);
});

test('all of a lawyer’s templates are listed by their names, over many pages, and nobody else’s', async () => {
  const other = await addLawyer(store.database, clock.now());
  await store.database.write(async (stores) => {
    for (let index = 250; index > 0; index -= 1) {
      const variants = [{ language: 'en', text: `${'x'.repeat(199)}😀${index}` }];
      await createTemplate(stores, lawyer.id, { name: `T ${index}`, variables: [], variants }, clock.now());
    }
    await createTemplate(
      stores,
      other.id,
      { name: 'Theirs', variables: [], variants: [{ language: 'de', text: 'x' }] },
      clock.now(),
    );
  });
  const rows = await store.database.read((stores) => listTemplates(stores, lawyer.id));
  expect(rows.map(({ name }) => name)).toEqual(Array.from({ length: 250 }, (_, index) => `T ${index + 1}`));
  expect(rows[0]?.beginning.isWellFormed()).toBe(true);
  const [theirs] = await call('templates.list', { lawyer_id: other.id });
  expect(await answer('templates.get', { lawyer_id: lawyer.id, id: theirs?.id })).toMatchObject({
    code: 'template_not_found',
  });
});

test('a preview shows what is there so far, and the text is only made when all of it is', async () => {
  const { id } = await make('Fee', ['en', 'Dear {{client}}, {{amount}}.'], ['de', 'Hallo {{client}}, {{amount}}.']);
  const use = { lawyer_id: lawyer.id, id, variables: { client: '{{amount}}' } };
  expect(await call('templates.preview', { ...use, language: 'de-CH' })).toEqual({
    language: 'de',
    pieces: [
      { kind: 'text', text: 'Hallo ' },
      { kind: 'variable', name: 'client', value: '{{amount}}' },
      { kind: 'text', text: ', ' },
      { kind: 'variable', name: 'amount', value: null },
      { kind: 'text', text: '.' },
    ],
    length: 'Hallo {{amount}}, .'.length,
    fault: null,
  });
  expect(await answer('templates.fill', use)).toMatchObject({ errors: [{ field: 'variables.amount' }] });
  expect(await call('templates.fill', { ...use, variables: { client: '{{amount}}', amount: '5' } })).toEqual({
    language: 'en',
    text: 'Dear {{amount}}, 5.',
  });
});

test('what would be too long, or nothing, is said before it is made', async () => {
  const long = await make('Long', ['en', '{{a}}'.repeat(10)]);
  const preview = (id: string, a: string) =>
    call('templates.preview', { lawyer_id: lawyer.id, id: id as typeof long.id, variables: { a } });
  expect(await preview(long.id, 'x'.repeat(10_000))).toMatchObject({ fault: 'too_long', pieces: [], length: 100_000 });
  const one = await make('One', ['en', ' {{a}} ']);
  expect(await preview(one.id, ' ')).toMatchObject({ fault: 'empty' });
  expect(await preview(one.id, 'x')).toMatchObject({ fault: null });
});

test('texts that are being written are read, whatever is wrong with them', async () => {
  const texts = ['{{a}} {{b c}}', '', 'x {{', '}} {{b}}'];
  expect(await call('templates.parse', { lawyer_id: lawyer.id, texts })).toEqual({
    variables: ['a', 'b'],
    texts: [
      {
        pieces: [
          { kind: 'variable', name: 'a', value: null },
          { kind: 'text', text: ' {{b c}}' },
        ],
        fault: { kind: 'no_variable', place: '{{b c}}' },
      },
      { pieces: [], fault: null },
      { pieces: [{ kind: 'text', text: 'x {{' }], fault: { kind: 'not_closed', place: '{{' } },
      {
        pieces: [
          { kind: 'text', text: '}} ' },
          { kind: 'variable', name: 'b', value: null },
        ],
        fault: { kind: 'closes_nothing', place: '}}' },
      },
    ],
  });
});

test('what is removed is gone, and is removed once', async () => {
  const { id } = await make('Fee', ['en', 'x']);
  await call('templates.remove', { lawyer_id: lawyer.id, id });
  expect(await call('templates.list', { lawyer_id: lawyer.id })).toEqual([]);
  expect(await answer('templates.remove', { lawyer_id: lawyer.id, id })).toMatchObject({ code: 'template_not_found' });
});

test('what is removed comes back with its id and in every language, unless its name is taken by then', async () => {
  const made = await make('Fee', ['en', '{{amount}}'], ['de', 'x']);
  const { created_at: _made, updated_at: _changed, ...removed } = made;
  const restore = (content: object = {}) =>
    answer('templates.restore', { lawyer_id: lawyer.id, ...removed, ...content });
  await call('templates.remove', { lawyer_id: lawyer.id, id: made.id });
  const namesake = await make('Fee', ['en', 'y']);
  expect(await restore()).toMatchObject({ ok: false, code: 'template_name_taken' });
  await call('templates.remove', { lawyer_id: lawyer.id, id: namesake.id });
  expect(await restore({ variables: ['other'] })).toMatchObject({ ok: false, code: 'invalid_request' });
  expect(await restore()).toMatchObject({ ok: true, value: removed });
  // A second time it is there, and stays as it is.
  expect(await restore({ name: 'Other' })).toMatchObject({ ok: true, value: removed });
  expect(await call('templates.list', { lawyer_id: lawyer.id })).toMatchObject([{ id: made.id, name: 'Fee' }]);
  const stranger = await addLawyer(store.database, clock.now());
  expect(await restore({ lawyer_id: stranger.id })).toMatchObject({ ok: false, code: 'template_not_found' });
});

test('support, and who has not signed in, gets nothing of a template', async () => {
  const { id } = await make('Fee', ['en', 'x']);
  for (const [user, code] of [
    ['support', 'insufficient_role'],
    ['nobody', 'unauthorized'],
    ['locked', 'session_locked'],
  ] as const) {
    identity.become(user);
    for (const name of Object.keys(TEMPLATE_CALLS)) {
      expect(await answer(name, { lawyer_id: lawyer.id, id, texts: [] }), `${user} ${name}`).toMatchObject({ code });
    }
  }
});
