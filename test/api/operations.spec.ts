import { expect, test } from '@playwright/test';
import type { AlertCode } from '../../main/contract/values.ts';
import { sessionIn } from '../support/fake-sessions.ts';
import { beforeEachWithOneLawyer } from '../support/one-lawyers-api.ts';
import { CLIENT, createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';

let api: TestApi;
let lawyer: TestLawyer;
let caller: RouteCaller;

beforeEachWithOneLawyer((world) => {
  ({ api, lawyer, caller } = world);
});

test.describe('alerts', () => {
  async function raise(code: AlertCode, whose = lawyer): Promise<void> {
    const alert = { lawyerId: whose.lawyer.id, code, subject: null, at: api.clock.now() };
    await api.store.database.write((stores) => stores.alerts.raise(alert));
    await api.clock.advance(1000);
  }

  test('are a lawyer’s own; an administrator sees all', async () => {
    const other = await api.addLawyer();
    await raise('logged_out');
    await raise('disk_almost_full', other);
    const codes = async (key: string, query = '') =>
      (await caller.use('listAlerts', { key, query })).data.map((one) => [one.code, one.lawyer_id]);
    const mine = ['logged_out', lawyer.lawyer.id];
    const theirs = ['disk_almost_full', other.lawyer.id];
    for (const query of ['', '?open=true']) {
      expect(await codes(lawyer.key, query)).toEqual([mine]);
      expect(await codes(other.key, query)).toEqual([theirs]);
      expect(await codes(api.adminKey, query)).toEqual([theirs, mine]);
    }
  });

  test('that are over are shown when they are asked for', async () => {
    await raise('logged_out');
    const over = { lawyerId: lawyer.lawyer.id, code: 'logged_out', subject: null, at: api.clock.now() } as const;
    await api.store.database.write((stores) => stores.alerts.clear(over));
    await raise('nothing_arrives');
    const all = (await caller.use('listAlerts')).data;
    expect(all.map(({ code, cleared_at }) => [code, cleared_at !== null])).toEqual([
      ['nothing_arrives', false],
      ['logged_out', true],
    ]);
    const open = (await caller.use('listAlerts', { query: '?open=true' })).data;
    expect(open.map(({ code }) => code)).toEqual(['nothing_arrives']);
    const first = await caller.use('listAlerts', { query: '?limit=1' });
    const next = `?limit=1&cursor=${encodeURIComponent(first.next_cursor ?? '')}`;
    expect([...first.data, ...(await caller.use('listAlerts', { query: next })).data]).toEqual(all);
  });
});

test.describe('metrics', () => {
  /** The value of a line such as `name{label="x"} 1`. */
  async function numberAt(line: string): Promise<number> {
    const { text } = await caller.answerOf('getMetrics');
    const found = text.split('\n').find((one) => one.startsWith(`${line} `));
    return found === undefined ? Number.NaN : Number(found.slice(line.length + 1));
  }

  test('are Prometheus’ text', async () => {
    const answer = await caller.answerOf('getMetrics');
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    for (const line of answer.text.split('\n')) {
      expect(line).toMatch(/^$|^# (HELP|TYPE) [a-z_]+ .+|^[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [\d.e+-]+$/);
    }
  });

  test('count what happened, and say what waits and how it stands', async () => {
    const other = await api.addLawyer();
    api.sessions.states.set(lawyer.lawyer.id, sessionIn('ready'));
    api.sessions.states.set(other.lawyer.id, sessionIn('qr'));
    await caller.use('createWebhook', { body: { url: 'http://127.0.0.1:9/', events: ['*'] } });
    await caller.use('sendMessage', { body: { to: CLIENT, text: 'secret words' } });
    const alert = { lawyerId: lawyer.lawyer.id, code: 'logged_out', subject: null, at: 1 } as const;
    await api.store.database.write((stores) => stores.alerts.raise(alert));
    api.metrics.add('messages_stored');
    api.metrics.add('messages_stored', 4);
    api.metrics.add('page_items_refused');
    expect(await numberAt('lexline_messages_stored_total')).toBe(5);
    expect(await numberAt('lexline_page_items_refused_total')).toBe(1);
    expect(await numberAt('lexline_media_failed_total')).toBe(0);
    expect(await numberAt('lexline_outbox_waiting')).toBe(1);
    expect(await numberAt('lexline_webhook_deliveries_waiting')).toBeGreaterThan(0);
    expect(await numberAt('lexline_attachments_waiting')).toBe(0);
    expect(await numberAt('lexline_sessions{state="ready"}')).toBe(1);
    expect(await numberAt('lexline_sessions{state="qr"}')).toBe(1);
    expect(await numberAt('lexline_sessions{state="failed"}')).toBe(0);
    expect(await numberAt('lexline_alerts_open{code="logged_out"}')).toBe(1);
    expect(await numberAt('lexline_memory_bytes{kind="browser"}')).toBe(1_000_000);
    expect(await numberAt('lexline_heap_used_bytes')).toBeGreaterThan(1_000_000);
    expect(await numberAt('lexline_event_loop_lag_seconds{quantile="0.99"}')).toBeGreaterThanOrEqual(0);
    // Looked at again, they are as they are, and not added up.
    expect(await numberAt('lexline_sessions{state="ready"}')).toBe(1);
    expect(await numberAt('lexline_memory_bytes{kind="browser"}')).toBe(1_000_000);
  });

  test('tell the seven figures that a lawyer’s directory watches', async () => {
    const { id } = lawyer.lawyer;
    for (const state of ['ready', 'reconnecting', 'ready', 'asleep', 'ready'] as const) api.sessions.become(id, state);
    await caller.use('sendMessage', { body: { to: CLIENT, text: 'Hello' } });
    api.metrics.add('messages_sent', 3);
    api.metrics.add('messages_failed');
    api.metrics.took('webhook_attempt', 0.3, { outcome: 'retried' });
    await api.clock.advance(90_000);
    const sends = 'lexline_api_request_duration_seconds_count{method="POST",route="/v1/messages/send",status="202"}';
    expect(await numberAt(sends)).toBe(1);
    expect(await numberAt('lexline_messages_sent_total')).toBe(3);
    expect(await numberAt('lexline_messages_failed_total')).toBe(1);
    expect(await numberAt('lexline_messages_unknown_total')).toBe(0);
    expect(await numberAt('lexline_webhook_attempt_duration_seconds_bucket{le="0.5",outcome="retried"}')).toBe(1);
    expect(await numberAt('lexline_webhook_attempt_duration_seconds_bucket{le="0.25",outcome="retried"}')).toBe(0);
    expect(await numberAt('lexline_session_changes_total')).toBe(5);
    expect(await numberAt('lexline_session_losses_total')).toBe(1);
    expect(await numberAt('lexline_lawyers_connected')).toBe(1);
    expect(await numberAt('lexline_outbox_waiting')).toBe(1);
    expect(await numberAt('lexline_outbox_rows{state="queued"}')).toBe(1);
    expect(await numberAt('lexline_outbox_rows{state="failed"}')).toBe(0);
    expect(await numberAt('lexline_outbox_oldest_seconds')).toBe(90);
    expect(await numberAt('lexline_webhooks_failing')).toBe(0);
    expect(await numberAt('lexline_disk_free_bytes')).toBe(await api.files.freeBytes());
  });

  test('have no more lines for whatever is asked for', async () => {
    const answer = () => caller.answerOf('getMetrics');
    const names = (text: string) => new Set(text.split('\n').map((line) => line.replace(/ [^ ]+$/, '')));
    for (let index = 0; index < 3; index += 1) {
      await api.call({ method: 'GET', path: `/v1/messages/msg_${index}`, key: lawyer.key });
      await api.call({ method: 'GET', path: `/v1/nothing/${index}`, key: lawyer.key });
    }
    await answer();
    const before = names((await answer()).text);
    for (let index = 3; index < 50; index += 1) {
      await api.call({ method: 'GET', path: `/v1/messages/msg_${index}?x=${index}`, key: lawyer.key });
      await api.call({ method: 'GET', path: `/v1/nothing/${index}`, key: lawyer.key });
    }
    const after = (await answer()).text;
    expect([...names(after)].filter((name) => !before.has(name))).toEqual([]);
    expect(after).not.toContain('msg_');
  });

  test('tell what each lawyer’s page takes of memory, by id, and of none that is closed', async () => {
    const other = await api.addLawyer();
    api.sessions.memory.set(lawyer.lawyer.id, 214_000_000);
    api.sessions.memory.set(other.lawyer.id, 90_000_000);
    const figure = (of: TestLawyer) => numberAt(`lexline_session_memory_bytes{lawyer="${of.lawyer.id}"}`);
    expect([await figure(lawyer), await figure(other)]).toEqual([214_000_000, 90_000_000]);
    api.sessions.memory.delete(other.lawyer.id);
    expect([await figure(lawyer), await figure(other)]).toEqual([214_000_000, Number.NaN]);
  });

  test('name nobody', async () => {
    api.sessions.memory.set(lawyer.lawyer.id, 214_000_000);
    await caller.use('sendMessage', { body: { to: CLIENT, text: 'secret words' } });
    const { text } = await caller.answerOf('getMetrics');
    const { name, email, phone_number } = lawyer.lawyer;
    for (const word of [name, email, phone_number, CLIENT, CLIENT.slice(1), 'secret', lawyer.keyId]) {
      expect(text).not.toContain(word);
    }
  });

  test('are for an administrator, and in practice for every key', async () => {
    expect((await caller.answerOf('getMetrics', { key: lawyer.key })).status).toBe(200);
    const live = await startTestApi({ mode: 'live' });
    try {
      const theirs = createRouteCaller(live, await live.addLawyer());
      expect((await theirs.answerOf('getMetrics')).status).toBe(200);
      const { key } = await live.addLawyer();
      await theirs.refusal('getMetrics', 'insufficient_role', { key });
    } finally {
      await live.stop();
    }
  });
});
