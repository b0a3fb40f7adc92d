import { expect, test } from '@playwright/test';
import type { HistoryProgress, Session } from '../../../main/contract/entities.ts';
import { Phone } from '../../../main/contract/values.ts';
import type { Chat, DoctorApi } from '../../doctor/doctor-api.ts';
import type { Person } from '../../doctor/person.ts';
import { walk } from '../../doctor/walk.ts';

const OWN = Phone.parse('+4915112345678');
const OTHER = Phone.parse('+4915112349876');

/** An account that is linked, and whose newest chat is the one given; what would be seen by somebody is noted. */
function fakeApi(newest: Chat, done: string[]): DoctorApi {
  const session = { state: 'ready', since: '1', account: { phone: OWN }, reduced: [] } as unknown as Session;
  const note = (what: string) => async (id: string) => {
    done.push(`${what} ${id}`);
    return id;
  };
  return {
    session: async () => session,
    history: async () => ({ state: 'complete', chats_done: 1, chats_left: 0 }) as HistoryProgress,
    syncHistory: async () => {},
    requestPairingCode: async () => false,
    restart: async () => {
      session.since = '2';
    },
    logOut: async () => {
      session.state = 'logged-out';
    },
    chatWith: async () => null,
    chatOf: async () => newest,
    newestChat: async () => newest,
    message: async () => ({ status: 'sent', reactions: [], edited_at: '1', revoked_at: '1' }) as never,
    versions: async () => 0,
    messageCount: async () => 1,
    send: note('send'),
    markRead: async (id) => Number(await note('read')(id)),
    isQueued: async () => false,
    upload: async () => ({}) as never,
    react: async (id) => void (await note('react')(id)),
    edit: async (id) => void (await note('edit')(id)),
    revoke: async (id) => void (await note('revoke')(id)),
  };
}

/** Skips what is to be done on the other phone, and agrees to all but to linking it again. */
const person: Person = {
  phones: async () => ({ own: OWN, other: OTHER }),
  linksBy: async () => 'qr',
  scan: async () => {},
  enterCode: async () => {},
  act: async () => false,
  sees: async () => null,
  agrees: async (question) => !question.includes('linked once more'),
  close() {},
};

for (const [whose, phone] of [
  ['a client whose number is known', '+4915199999999'],
  ['somebody whose number is not known, and who wrote nothing that was asked for', null],
] as const) {
  test(`nothing is sent to ${whose}, although that chat is the newest`, async () => {
    const done: string[] = [];
    const api = fakeApi({ id: 'conv_client', unread_count: 2, phone, messages: [] }, done);
    const stopped = new AbortController().signal;
    const { findings } = await walk({ api, person, phones: { own: OWN, other: OTHER }, tell() {}, stopped });
    expect(done).toEqual([]);
    expect(findings.find(({ check }) => check === 'send_text')?.outcome).toBe('skipped');
  });
}
