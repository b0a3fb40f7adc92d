import type { EventType } from '../../main/contract/events.ts';
import type { LawyerId, MessageId } from '../../main/contract/ids.ts';
import type { Millis } from '../../main/domain/clock.ts';
import type { Database } from '../../main/domain/ports.ts';
import { recordEvent } from '../../main/domain/record-event.ts';
import { beforeEachWithOneLawyer, type OneLawyersApi } from './one-lawyers-api.ts';

interface ToldEvents {
  type?: EventType;
  count?: number;
  message?: MessageId;
  at?: Millis;
}

/** So many facts in the event log, committed together. */
export async function tellEvents(
  database: Database,
  lawyerId: LawyerId,
  { type = 'session.ready', count = 1, message, at = 0 }: ToldEvents = {},
): Promise<void> {
  await database.write(async (stores) => {
    for (let n = 0; n < count; n++) await recordEvent(stores, { type, lawyerId, at, ...(message ? { message } : {}) });
  });
}

/** A database in which the rows that are read of the event log are counted. */
function countedEvents(database: Database, read: (rows: number) => void): Database {
  return {
    ...database,
    read: (work) =>
      database.read((stores) =>
        work({
          ...stores,
          events: {
            ...stores.events,
            async after(...wanted) {
              const rows = await stores.events.after(...wanted);
              read(rows.length);
              return rows;
            },
          },
        }),
      ),
  };
}

/** Before each test an API with one lawyer, on which a key may have two streams. `rowsRead`: rows of the log so far. */
export function beforeEachWithEvents(begin: (world: OneLawyersApi & { rowsRead(): number }) => void): void {
  let count = 0;
  const add = (rows: number): void => {
    count += rows;
  };
  beforeEachWithOneLawyer(
    (world) => {
      count = 0;
      begin({ ...world, rowsRead: () => count });
    },
    () => ({ streamsOfOneKey: 2, around: (database) => countedEvents(database, add) }),
  );
}
