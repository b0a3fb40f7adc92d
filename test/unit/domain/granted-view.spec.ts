import { expect, test } from '@playwright/test';
import type { LawyerId, StaffId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { AppError } from '../../../main/domain/app-error.ts';
import type { Millis } from '../../../main/domain/clock.ts';
import { grantedView } from '../../../main/domain/granted-view.ts';
import { createStaff } from '../../../main/domain/manage-staff.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { Stores } from '../../../main/domain/stores.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const NOBODY = '' as LawyerId;

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

/** All that support may do with the stores. What is added here was thought about. */
const OPEN: Record<string, readonly string[]> = {
  conversations: ['find', 'findByPhone', 'list'],
  messages: ['find', 'list', 'listPart', 'listFiles', 'listWithLinks', 'versions'],
  attachments: ['find', 'thumbnailOf'],
  grants: ['find', 'list'],
  staffSessions: ['update'],
};

const refusal = (act: () => unknown): unknown => {
  try {
    act();
    return 'open';
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
};

test('every store and every method that was not opened on purpose is refused', async () => {
  await store.database.read(async (stores) => {
    const view = grantedView(stores, newId('stf'), 0).stores;
    let methods = 0;
    for (const [name, whole] of Object.entries(stores)) {
      const open = OPEN[name];
      const part = () => Reflect.get(view, name) as object;
      if (!open) expect.soft(refusal(part), name).toBe('insufficient_role');
      for (const method of open ? Object.keys(whole) : []) {
        methods += 1;
        const wanted = open?.includes(method) ? 'open' : 'insufficient_role';
        expect
          .soft(
            refusal(() => Reflect.get(part(), method)),
            `${name}.${method}`,
          )
          .toBe(wanted);
      }
    }
    expect(methods).toBeGreaterThan(40);
  });
});

test('whatever is read of a chat is noted, and what was granted is looked up once for a request', async () => {
  const { database } = store;
  const lawyer = await addLawyer(database, 0);
  const phone = Phone.parse('+4915112345678');
  const { id, conversationId } = await storeMessage(database, lawyer.id, { phone, text: 'a', at: 1 });
  const details = { name: 'Sam', email: 'sam@example.org', role: 'support', passwordHash: 'x' } as const;
  const staff = await database.write((stores) => createStaff(stores, details, 0));
  const grant = { id: newId('grt'), lawyerId: lawyer.id, staffId: staff.id, conversationIds: [conversationId] };
  await database.write((stores) => stores.grants.insert({ ...grant, reason: 'x', created: 0, expires: 100 }));
  const reads: ((stores: Stores) => Promise<unknown>)[] = [
    (stores) => stores.conversations.find(NOBODY, conversationId),
    (stores) => stores.conversations.list(NOBODY, { limit: 5 }),
    (stores) => stores.messages.find(NOBODY, id),
    (stores) => stores.messages.list(NOBODY, conversationId, { limit: 5 }),
    (stores) => stores.messages.listPart(NOBODY, conversationId, { limit: 5, direction: 'older' }),
    (stores) => stores.messages.listFiles(NOBODY, conversationId, ['image'], { limit: 5 }),
    (stores) => stores.messages.listWithLinks(NOBODY, conversationId, { limit: 5 }),
    (stores) => stores.messages.versions(NOBODY, id),
  ];
  await database.read(async (stores) => {
    for (const read of reads) {
      let looks = 0;
      const counted = {
        ...stores.grants,
        openTo(staffId: StaffId, at: Millis) {
          looks += 1;
          return stores.grants.openTo(staffId, at);
        },
      };
      const view = grantedView({ ...stores, grants: counted }, staff.id, 5);
      await read(view.stores);
      await read(view.stores);
      expect.soft([looks, [...view.seen]], String(read)).toEqual([1, [[lawyer.id, new Set([conversationId])]]]);
    }
  });
});
