import { expect, test } from '@playwright/test';
import { AppError } from '../../../main/domain/app-error.ts';
import { grantedView } from '../../../main/domain/granted-view.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

/** All that support may do with the stores. What is added here was thought about. */
const OPEN: Record<string, readonly string[]> = {
  conversations: ['find', 'findByPhone', 'list'],
  messages: ['find', 'list', 'listPart', 'versions'],
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
