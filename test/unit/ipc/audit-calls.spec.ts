import { expect, test } from '@playwright/test';
import { newId } from '../../../main/domain/new-id.ts';
import { createCallAudit } from '../../../main/ipc/audit-calls.ts';
import type { CallHandlers } from '../../../main/ipc/handlers-of.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeIdentity } from '../../support/fake-identity.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const ids = { lawyer_id: newId('law'), id: newId('msg'), conversation_id: newId('con') };
const area = { x: 0, y: 0, width: 1, height: 1 };

let store: TempDatabase;
test.beforeEach(() => {
  store = openTempDatabase();
});
test.afterEach(() => store.remove());

const rows = (): string[] =>
  store
    .rows<{ action: string; outcome: string }>('SELECT action, outcome FROM audit_log WHERE number > 0 ORDER BY number')
    .map(({ action, outcome }) => `${action} ${outcome}`);

/** The window's calls, of which those that a test names do what it says. */
function wrapped(handlers: Partial<CallHandlers>): CallHandlers {
  const { wrap } = createCallAudit({ database: store.database, clock: new FakeClock(), identity: new FakeIdentity() });
  return wrap(handlers as CallHandlers);
}

const refuse = (): void =>
  store.run("CREATE TRIGGER no_room BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no room'); END");

test('what acts outside of the database is written down before it begins, and again when it is done', async () => {
  const before: string[][] = [];
  const act = async () => {
    before.push(rows());
    return undefined;
  };
  const save = async () => {
    before.push(rows());
    return true;
  };
  const calls = wrapped({ 'session.logOut': act, 'attachments.save': save, 'app.confirmRecoveryKey': act });
  await calls['session.logOut']({ lawyer_id: ids.lawyer_id } as never);
  await calls['attachments.save']({ lawyer_id: ids.lawyer_id, id: newId('att') } as never);
  await calls['app.confirmRecoveryKey'](undefined);
  expect(before.map((then) => then.at(-1))).toEqual([
    'session.logOut begun',
    'attachments.save begun',
    'app.confirmRecoveryKey begun',
  ]);
  expect(rows().filter((row) => row.endsWith('done'))).toEqual([
    'session.logOut done',
    'attachments.save done',
    'app.confirmRecoveryKey done',
  ]);
});

test('what cannot be written down is not begun, and no page is shown', async () => {
  const acted: string[] = [];
  const act = (what: string) => async () => {
    acted.push(what);
    return undefined;
  };
  const calls = wrapped({ 'session.logOut': act('log out'), 'whatsappView.show': act('show') });
  refuse();
  await expect(calls['session.logOut']({ lawyer_id: ids.lawyer_id } as never)).rejects.toThrow();
  await expect(calls['whatsappView.show']({ lawyer_id: ids.lawyer_id, area } as never)).rejects.toThrow();
  expect(acted).toEqual([]);
});

test('a conversation that is opened by several calls at once is one opening, and each waits for its row', async () => {
  const seen = async () => ({ conversation_id: ids.conversation_id }) as never;
  const calls = wrapped({ 'conversations.messages': seen, 'messages.get': seen, 'messages.versions': seen });
  const ask = () =>
    Promise.all([
      calls['conversations.messages'](ids as never),
      calls['messages.get'](ids as never),
      calls['messages.versions'](ids as never),
    ]);
  await ask();
  expect(rows()).toEqual(['conversations.messages done']);
});

test('an opening that could not be written down is written with the next look', async () => {
  const calls = wrapped({ 'messages.get': async () => ({ conversation_id: ids.conversation_id }) as never });
  refuse();
  await expect(calls['messages.get'](ids as never)).rejects.toThrow();
  store.run('DROP TRIGGER no_room');
  await calls['messages.get'](ids as never);
  expect(rows()).toEqual(['messages.get done']);
});
