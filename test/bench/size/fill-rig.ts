import { LawyerId } from '../../../main/contract/ids.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import type { Lawyer } from '../bench-app.ts';
import type { Rig } from '../rig.ts';
import { databaseIn } from './database-in.ts';
import { fillDatabase, type Size } from './large-database.ts';

/** A chat of a filled database. */
export interface FilledChat {
  id: string;
  phone: string;
  oldest: string;
  newest: string;
}

/** Puts a database of that size into the rig's data folder, whose lawyer is linked. */
export async function fillRig(rig: Rig, size: Size): Promise<Lawyer> {
  const app = await rig.startApp({ window: false, inspected: false });
  await app.linked(app.lawyer);
  await app.stop();
  const { file, key } = databaseIn(rig.dataDir);
  const sqlite = openSqlite(file, key);
  fillDatabase(sqlite, LawyerId.parse(app.lawyer.id), size, Date.now());
  sqlite.close();
  return app.lawyer;
}

/** The chats of the rig's database, the largest one first. No app must be running on it. */
export function readChats(rig: Rig): FilledChat[] {
  const { file, key } = databaseIn(rig.dataDir);
  const sqlite = openSqlite(file, key);
  const chats = sqlite
    .prepare<[], FilledChat>(
      `SELECT c.id, c.phone_number AS phone, c.last_message_id AS newest,
         (SELECT m.id FROM messages m WHERE m.conversation_id = c.id ORDER BY m.sending_date LIMIT 1) AS oldest
       FROM conversations c ORDER BY c.size DESC`,
    )
    .all();
  sqlite.close();
  return chats;
}
