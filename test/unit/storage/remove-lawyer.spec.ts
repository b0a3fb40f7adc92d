import { expect, test } from '@playwright/test';
import { OF_CLIENTS, OF_NO_CLIENT } from '../../../main/storage/remove-lawyer.ts';
import { openTempDatabase } from '../../support/temp-database.ts';

/** Tables whose rows are there only with a row of another one that is looked at. */
const WITH_OTHERS = [
  'client_aliases',
  'clients_kept_apart',
  'message_order',
  'message_versions',
  'moved_messages',
  'reactions',
  'search_names',
];

/** What was done stays known: rows of this one are never removed. */
const KEPT = ['audit_log'];

test('every table that tells of a lawyer is looked at before one is removed, or cleared with them', async () => {
  const store = openTempDatabase();
  const tables = store
    .rows<{ name: string }>(
      `SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
       WHERE t.type = 'table' AND c.name = 'lawyer_id' ORDER BY t.name`,
    )
    .map(({ name }) => name);
  const known: string[] = [...OF_CLIENTS, ...OF_NO_CLIENT, ...WITH_OTHERS, ...KEPT];
  expect(known.sort()).toEqual(tables);
  await store.remove();
});
