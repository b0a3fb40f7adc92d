import { expect, test } from '@playwright/test';
import { createAppSettings } from '../../../main/app/app-settings.ts';
import type { DesktopState } from '../../../main/app/desktop-state.ts';
import { type DesktopShell, tellDesktop } from '../../../main/app/tell-desktop.ts';
import { Phone } from '../../../main/contract/values.ts';
import { FakeClock, untilDone } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { addLawyer, openTempDatabase } from '../../support/temp-database.ts';

const ANNA = Phone.parse('+4915100000011');

/** What tells of a store, with a lawyer whose WhatsApp is connected, and what it has shown and told. */
async function openTelling() {
  const store = openTempDatabase();
  const clock = new FakeClock();
  const states: DesktopState[] = [];
  const titles: string[] = [];
  const notified: string[] = [];
  const sits = { seesAll: true };
  const shell: DesktopShell = {
    languages: () => ['en'],
    lookedAt: () => null,
    setTitle: (title) => void titles.push(title),
    open: () => {},
    quit: () => {},
    show: (state) => void states.push(state),
    notify: ({ title, body }) => void notified.push(`${title} ${body}`),
    isLocked: () => false,
    close: () => {},
  };
  const database = { ...store.database, read: (work) => untilDone(store.database.read(work)) } as typeof store.database;
  const lawyer = await addLawyer(store.database, clock.now());
  const file = new Map<'app', unknown>([['app', { language: 'en' }]]);
  const appSettings = createAppSettings(file, clock);
  const telling = tellDesktop({
    ...{ database, clock, log: new FakeLog(), shell, appSettings, seesAll: () => sits.seesAll },
    sessions: { get: () => ({ state: 'ready' }) as never },
  });
  const stopListening = store.database.onCommitted((events) => telling.heard(events));
  return {
    ...{ clock, appSettings, notified, sits },
    write: () => storeMessage(store.database, lawyer.id, { phone: ANNA, text: 'Hello', at: clock.now() }),
    async shown() {
      telling.refresh();
      await clock.advance(10_000);
      const { icon, tooltip, badge, menu } = states.at(-1) as DesktopState;
      return { title: titles.at(-1), icon, tooltip, badge, first: menu[0]?.label, pausing: menu[4]?.label };
    },
    /** What the menu's word does. */
    choose(label: string) {
      const item = states.at(-1)?.menu.find((one) => one.label?.startsWith(label));
      (item as unknown as { click(): void }).click();
    },
    async end() {
      telling.stop();
      stopListening();
      await store.remove();
    },
  };
}

test('how much is unread and who has written is told only while somebody sits there who may see every chat', async () => {
  const { notified, sits, write, shown, end } = await openTelling();
  const pausing = 'Pause notifications for an hour';
  await write();
  expect(await shown()).toEqual({
    title: '(1) Lexline',
    icon: 'tray-unread',
    tooltip: 'Lexline\n1 unread message\nWhatsApp is connected',
    badge: 1,
    first: '1 unread message',
    pausing,
  });
  expect(notified).toHaveLength(1);

  sits.seesAll = false;
  await write();
  expect(await shown()).toMatchObject({
    title: 'Lexline',
    icon: 'tray',
    tooltip: 'Lexline\nWhatsApp is connected',
    badge: 0,
    first: 'WhatsApp is connected',
  });
  expect(notified).toHaveLength(1);

  sits.seesAll = true;
  expect(await shown()).toMatchObject({ title: '(2) Lexline', badge: 2 });
  await end();
});

test('a pause from the tray or the window holds notifications back for an hour, and both hear of its end', async () => {
  const { clock, appSettings, notified, write, shown, choose, end } = await openTelling();
  const told: (string | null)[] = [];
  appSettings.onChange((now) => told.push(now.notifications_paused_until));
  await shown();
  choose('Pause');
  expect(told).toEqual([expect.any(String)]);
  expect((await shown()).pausing).toMatch(/^Show notifications again \(paused until \d/);
  await write();
  await clock.advance(60_000);
  expect(notified).toEqual([]);
  choose('Show notifications again');
  expect(told.at(-1)).toBe(null);
  await write();
  await shown();
  expect(notified).toHaveLength(1);

  appSettings.pauseNotifications(true);
  await write();
  await clock.advance(59 * 60_000);
  expect([told.at(-1), notified.length]).toEqual([expect.any(String), 1]);
  await clock.advance(60_000);
  expect(told.at(-1)).toBe(null);
  expect((await shown()).pausing).toBe('Pause notifications for an hour');
  await write();
  await shown();
  expect(notified).toHaveLength(2);
  await end();
});
