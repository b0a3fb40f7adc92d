import { expect, test } from '@playwright/test';
import { CLIENT, createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi } from '../support/start-test-api.ts';

const GREETING = {
  name: 'Greeting',
  variables: ['name', 'day'],
  variants: [
    { language: 'de', text: 'Guten Tag {{name}}, bis {{day}}!' },
    { language: 'en-gb', text: 'Dear {{ name }}, see you on {{day}}.' },
  ],
};

let api: TestApi;
let caller: RouteCaller;
let theirs: RouteCaller;

test.beforeEach(async () => {
  api = await startTestApi();
  caller = createRouteCaller(api, await api.addLawyer());
  theirs = createRouteCaller(api, await api.addLawyer());
});

test.afterEach(() => api.stop());

const textsOfChat = async () => (await caller.use('getConversation')).messages.map(({ text }) => text);
const refusedFields = async (...args: Parameters<RouteCaller['refusal']>) =>
  (await caller.refusal(...args)).errors?.map(({ field }) => field);

test('a template is kept as it was written, its languages in their canonical form', async () => {
  const made = await caller.use('createTemplate', { body: GREETING });
  expect(made).toMatchObject({
    name: 'Greeting',
    variables: ['name', 'day'],
    default_language: 'de',
    variants: [{ language: 'de' }, { language: 'en-GB' }],
  });
  expect(await caller.use('getTemplate', { id: made.id })).toEqual(made);
  await api.clock.advance(1);
  const other = await caller.use('createTemplate', { body: { ...GREETING, name: 'Other' } });
  expect((await caller.use('listTemplates')).data).toEqual([made, other]);
  const page = await caller.use('listTemplates', { query: '?limit=1' });
  expect((await caller.use('listTemplates', { query: `?cursor=${page.next_cursor}` })).data).toEqual([other]);
});

test('a name is one template’s, whatever its case, and each lawyer has their own', async () => {
  const { id } = await caller.use('createTemplate', { body: GREETING });
  const before = api.store.content();
  const problem = await caller.refusal('createTemplate', 'template_name_taken', {
    body: { ...GREETING, name: 'GREETING' },
  });
  expect([problem.existing, api.store.content()]).toEqual([id, before]);
  await theirs.use('createTemplate', { body: GREETING });
  // Composed or not, it is one name.
  await caller.use('createTemplate', { body: { ...GREETING, name: 'Gru\u0308\u00dfe' } });
  await caller.refusal('createTemplate', 'template_name_taken', { body: { ...GREETING, name: 'Gr\u00fc\u00dfe' } });
  expect((await caller.use('changeTemplate', { id, body: { name: 'greeting' } })).name).toBe('greeting');
});

test('a change is checked against what stays', async () => {
  const { id, created_at } = await caller.use('createTemplate', { body: GREETING });
  const before = api.store.content();
  const change = (body: object) => refusedFields('changeTemplate', 'invalid_request', { id, body });
  expect(await change({ variables: ['name'] })).toEqual(['variants.0.text', 'variants.1.text']);
  expect(await change({ variants: [{ language: 'de', text: 'Hallo {{name}}' }] })).toEqual(['variables.1']);
  expect(await change({ variants: [{ language: 'fr', text: '{{name}} {{day}}' }] })).toEqual(['default_language']);
  expect(api.store.content()).toBe(before);
  await api.clock.advance(1000);
  const body = { variables: [], default_language: 'fr', variants: [{ language: 'fr', text: 'Bonjour' }] };
  expect(await caller.use('changeTemplate', { id, body })).toMatchObject({ ...body, name: 'Greeting', created_at });
});

test('the preview is what is sent, in the language that fits best', async () => {
  const { id } = await caller.use('createTemplate', { body: GREETING });
  const variables = { name: '{{day}} & <b>Bea</b>', day: 'Montag' };
  const preview = (language?: string) => caller.use('previewTemplate', { id, body: { language, variables } });
  const german = 'Guten Tag {{day}} & <b>Bea</b>, bis Montag!';
  const english = 'Dear {{day}} & <b>Bea</b>, see you on Montag.';
  expect(await preview('de-CH')).toEqual({ language: 'de', text: german });
  expect(await preview('EN-gb')).toEqual({ language: 'en-GB', text: english });
  expect(await preview('fr')).toEqual({ language: 'de', text: german });
  await caller.use('sendMessage', { body: { to: CLIENT, template: { name: 'greeting', variables } } });
  await caller.use('sendMessage', { body: { to: CLIENT, template: { id, language: 'en-GB', variables } } });
  expect(await textsOfChat()).toEqual([german, english]);
});

test('a variable that is missing or not known is named, and nothing is sent', async () => {
  const { id } = await caller.use('createTemplate', { body: GREETING });
  const before = api.store.content();
  const send = (template: object) =>
    refusedFields('sendMessage', 'invalid_request', { body: { to: CLIENT, template } });
  expect(await send({ id })).toEqual(['template.variables.name', 'template.variables.day']);
  const variables = { name: 'Bea', day: 'Montag', hour: '8' };
  expect(await send({ id, variables })).toEqual(['template.variables.hour']);
  expect(await send({ id, variables: { name: 'Bea', day: 'Montag', constructor: 'x' } })).toEqual([
    'template.variables.constructor',
  ]);
  expect(await refusedFields('previewTemplate', 'invalid_request', { id, body: { variables: { name: 'B' } } })).toEqual(
    ['variables.day'],
  );
  expect(api.store.content()).toBe(before);
});

test('what a template makes must be a message', async () => {
  const variants = [{ language: 'de', text: '{{a}}{{b}}{{c}}{{d}}{{e}}{{f}}{{g}}' }];
  const variables = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const { id } = await caller.use('createTemplate', { body: { name: 'Values', variables, variants } });
  const all = (value: string) => Object.fromEntries(variables.map((name) => [name, value]));
  for (const value of ['', ' ', 'x'.repeat(10_000)]) {
    const body = { to: CLIENT, template: { id, variables: all(value) } };
    expect(await refusedFields('sendMessage', 'invalid_request', { body })).toEqual(['template.variables']);
  }
  expect((await caller.use('listOutbox')).data).toEqual([]);
});

test('a template stands alone in a message, and is named in one way', async () => {
  const { id } = await caller.use('createTemplate', {
    body: { ...GREETING, variables: [], variants: [{ language: 'de', text: 'Hallo' }] },
  });
  const send = (more: object) => refusedFields('sendMessage', 'invalid_request', { body: { to: CLIENT, ...more } });
  expect(await send({ template: { id }, text: 'x' })).toEqual(['template']);
  expect(await send({ template: { id, name: 'Greeting' } })).toEqual(['template.name']);
  expect(await send({ template: {} })).toEqual(['template.name']);
  const unknown = { body: { to: CLIENT, template: { name: 'Nothing' } } };
  expect(await refusedFields('sendMessage', 'template_not_found', unknown)).toEqual(['template.name']);
});

test('a template that is removed sends no more, and what was sent stays', async () => {
  const body = { ...GREETING, variables: [], variants: [{ language: 'de', text: 'Hallo' }] };
  const { id } = await caller.use('createTemplate', { body });
  await caller.use('sendMessage', { body: { to: CLIENT, template: { id } } });
  expect((await caller.answerOf('removeTemplate', { id })).status).toBe(204);
  await caller.refusal('removeTemplate', 'template_not_found', { id });
  await caller.refusal('sendMessage', 'template_not_found', { body: { to: CLIENT, template: { id } } });
  expect(await textsOfChat()).toEqual(['Hallo']);
  await caller.use('createTemplate', { body });
});
