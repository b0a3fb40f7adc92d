import { expect, test } from '@playwright/test';
import type { DesktopState } from '../../../main/app/desktop-state.ts';
import { type DesktopShell, tellDesktop } from '../../../main/app/tell-desktop.ts';
import { DEFAULT_APP_SETTINGS } from '../../../main/contract/app-settings.ts';
import { Phone } from '../../../main/contract/values.ts';
import { FakeClock, untilDone } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { addLawyer, openTempDatabase } from '../../support/temp-database.ts';

const ANNA = Phone.parse('+4915100000011');

test('how much is unread and who has written is told only while somebody sits there who may see every chat', async () => {
  const store = openTempDatabase();
  const clock = new FakeClock();
  const states: DesktopState[] = [];
  const titles: string[] = [];
  const notified: string[] = [];
  let seesAll = true;
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
  const telling = tellDesktop({
    ...{ database, clock, log: new FakeLog(), shell, seesAll: () => seesAll },
    sessions: { get: () => ({ state: 'ready' }) as never },
    appSettings: { get: () => ({ ...DEFAULT_APP_SETTINGS, language: 'en' }), onChange: () => () => {} },
  });
  const stopListening = store.database.onCommitted((events) => telling.heard(events));
  const shown = async () => {
    telling.refresh();
    await clock.advance(10_000);
    const { icon, tooltip, badge, menu } = states.at(-1) as DesktopState;
    return { title: titles.at(-1), icon, tooltip, badge, first: menu[0]?.label };
  };
  const write = () => storeMessage(store.database, lawyer.id, { phone: ANNA, text: 'Hello', at: clock.now() });

  await write();
  expect(await shown()).toEqual({
    title: '(1) Lexline',
    icon: 'tray-unread',
    tooltip: 'Lexline\n1 unread message\nWhatsApp is connected',
    badge: 1,
    first: '1 unread message',
  });
  expect(notified).toHaveLength(1);

  seesAll = false;
  await write();
  expect(await shown()).toEqual({
    title: 'Lexline',
    icon: 'tray',
    tooltip: 'Lexline\nWhatsApp is connected',
    badge: 0,
    first: 'WhatsApp is connected',
  });
  expect(notified).toHaveLength(1);

  seesAll = true;
  expect(await shown()).toMatchObject({ title: '(2) Lexline', badge: 2 });
  telling.stop();
  stopListening();
  await store.remove();
});
