import { expect, test } from '@playwright/test';
import { LawyerId, WebhookId } from '../../../main/contract/ids.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { openDatabaseBefore } from '../../support/database-before.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const LAWYER = LawyerId.parse('law_01k0000000000000000000000a');
const hookOf = (letter: string) => WebhookId.parse(`whk_01k0000000000000000000000${letter}`);

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('of an older database an address has answered if one of its deliveries that are kept was taken', async () => {
  const { file, sqlite } = openDatabaseBefore(store, '0023-answered-webhooks');
  sqlite.exec(`
    INSERT INTO lawyers (id, name, email, phone_number, profile_path, created, updated)
      VALUES ('${LAWYER}', 'L', 'l@example.org', '+4930111111', 'p', 1, 1);`);
  const addEvent = sqlite.prepare(`INSERT INTO events (id, lawyer_id, type, created) VALUES (?, '${LAWYER}', 'x', 1)`);
  const addHook = sqlite.prepare(
    `INSERT INTO webhooks (id, lawyer_id, url, secret, created, updated) VALUES (?, '${LAWYER}', 'https://x', 's', 1, 1)`,
  );
  const addRow = sqlite.prepare(`
    INSERT INTO webhook_queue (webhook_id, lawyer_id, event_id, status, created, last_attempt, next_attempt, cursor)
    VALUES (?, '${LAWYER}', ?, ?, 1, ?, 1, 1)`);
  let events = 0;
  const hooks = {
    a: [
      ['failed', 4],
      ['delivered', 9],
      ['delivered', 7],
    ],
    b: [
      ['failed', 4],
      ['pending', null],
    ],
    c: [],
  } as const;
  for (const [letter, rows] of Object.entries(hooks)) {
    addHook.run(hookOf(letter));
    for (const [status, at] of rows) {
      const event = `evt_${++events}`;
      addEvent.run(event);
      addRow.run(hookOf(letter), event, status, at);
    }
  }
  sqlite.close();

  const database = openDatabase(file, store.key, store.key);
  const { rows } = await database.read(({ webhooks }) => webhooks.list(LAWYER, { limit: 5 }));
  expect(rows.map(({ answered_at }) => answered_at)).toEqual([new Date(7).toISOString(), null, null]);
  await database.close();
});
