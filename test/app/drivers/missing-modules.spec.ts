import { expect } from '@playwright/test';
import type { Capability, DriverName } from '../../../main/contract/values.ts';
import builtIn from '../../../resources/page/page-data.json' with { type: 'json' };
import { brokenAbilities } from './abilities-at-work.ts';
import { type DrivenPage, test } from './driven-page.ts';
import { createStandIn, isReady, link, type StandIn } from './linked-page.ts';
import { holdTime, letPass } from './page-time.ts';

/** After this the page takes wa-js with what it can do, in ms. */
const DRIVER_DEADLINE = 20_000;

/** Modules of WhatsApp's that an update takes away, and what is not done by wa-js any more without them. */
const MISSING: Readonly<Record<string, Partial<Record<Capability, DriverName | null>>>> = {
  WAWebReactionsMsgAction: { observe_reactions: null },
  WAWebSendMsgChatAction: { send_text: 'dom' },
  WAWebMediaPrep: { send_file: 'dom' },
  WAWebCmd: { read_open_chat: 'dom', revoke: null, link_by_qr: 'dom', log_out: null },
  WAWebStreamModel: { observe_state: 'dom' },
  WAWebMsgCollection: {
    ...{ observe_messages: null, observe_acks: null, observe_edits: null, observe_revokes: null, read_history: null },
    ...{ find_message: null, react: null, edit: null, revoke: null, download_media: null },
    ...{ send_text: 'dom', send_file: 'dom' },
  },
};

test.describe('a page that an update has taken a module from', () => {
  test.describe.configure({ mode: 'serial' });
  let standIn: StandIn;
  let driven: DrivenPage;
  let clients = 0;

  test.beforeAll(async () => {
    standIn = await createStandIn({ faults: { ciphertext_every: 0 } });
    driven = await standIn.open();
    await link(standIn, driven);
    await holdTime(driven.page);
  });
  test.afterAll(() => standIn.close());

  /** Loads the page without that module, until all abilities are told. Answers with what does not hold. */
  async function tryWithout(module: string): Promise<string[]> {
    clients += 1;
    await standIn.people.setFaults({ missing_modules: [module] });
    await driven.inApp((viewApp) => {
      viewApp.items.length = 0;
      viewApp.reload();
    });
    // wa-js waits for this one for ever: what it can do without it, it does all the same.
    if (module === 'WAWebStreamModel') await deadlinePasses();
    await isReady(driven);
    await expect.poll(async () => (await driven.abilities()).size).toBe(23);
    return brokenAbilities(standIn, driven, await driven.abilities(), `49170100${String(clients).padStart(5, '0')}`);
  }

  async function deadlinePasses(): Promise<void> {
    // Before, the page tells nothing of a driver.
    await expect.poll(() => driven.state()).toMatchObject({ driverReady: false, linking: null });
    await letPass(driven.page, DRIVER_DEADLINE);
  }

  for (const [module, expected] of Object.entries(MISSING)) {
    test(`without ${module} loses what needs it, and nothing else`, async () => {
      expect(await tryWithout(module)).toEqual([]);
      const changed = [...(await driven.abilities())].filter(([, driver]) => driver !== 'wa-js');
      expect(Object.fromEntries(changed)).toEqual(expected);
      const { send_text } = expected;
      if (send_text !== 'dom') return;
      const phone = '4917000042';
      await standIn.people.writeAsClient({ account: '4915100001', client: phone, name: 'Dora', text: 'hello' });
      const input = { chat: `${phone}@c.us`, phone, id: '3EB0A00000000000000001', text: 'by the screen', quoted: null };
      expect((await driven.command('sendText', input)).ack).toBe(1);
    });
  }

  test('is whole again with the module', async () => {
    await standIn.people.setFaults({ missing_modules: [] });
    await driven.inApp((viewApp) => viewApp.reload());
    await expect
      .poll(async () => new Set((await driven.abilities()).values()), { timeout: 30_000 })
      .toEqual(new Set(['wa-js']));
  });

  // Takes twenty minutes: for those who change what an ability needs.
  const everyModule = process.env.LEXLINE_EVERY_MODULE ? test : () => {};
  everyModule('whatever module is missing, no ability is declared that does not work', async () => {
    test.setTimeout(3_600_000);
    const modules = await driven.page.evaluate(() => {
      const load = (window as unknown as { require(id: string): { modulesMap: object } }).require;
      return Object.keys(load('__debug').modulesMap).filter((id) => id.startsWith('WA'));
    });
    const broken: string[] = [];
    for (const module of modules) {
      // What wa-js itself cannot begin without leaves the second driver, which another test tries.
      for (const one of await tryWithout(module)) broken.push(`${module}: ${one}`);
    }
    expect(broken).toEqual([]);
  });

  test('is looked at with selectors that Chromium takes, every one of them', async () => {
    const refused = await driven.page.evaluate((selectors) => {
      return Object.entries(selectors).flatMap(([name, selector]) => {
        try {
          document.querySelector(selector);
          return [];
        } catch {
          return [name];
        }
      });
    }, builtIn.selectors);
    expect(refused).toEqual([]);
  });
});
