import { expect, test } from '@playwright/test';
import type { PageItem, PageState } from '../../../main/contract/page-reports.ts';
import type { Capability, DriverName } from '../../../main/contract/values.ts';
import { ABILITIES } from '../../../preload/page/abilities.ts';
import { createChooser } from '../../../preload/page/chooser.ts';
import { type DriverCommands, type PageDriver, Refusal } from '../../../preload/page/page-driver.ts';
import type { Screen } from '../../../preload/page/read-screen.ts';
import { createStagedFiles } from '../../../preload/page/staged-files.ts';
import type { WaJsDriver, WaJsLevel } from '../../../preload/page/wa-js/wa-js-driver.ts';

const EMPTY_SCREEN: Screen = {
  ...{ loggedIn: false, linking: null, qr: null, pairingCode: null, syncPercent: null },
  ...{ phoneOffline: false, computerOffline: false, updateNeeded: false, unsupportedBrowser: false, empty: false },
};

const ready = (driver: DriverName, change: Partial<PageState> = {}): PageState => ({
  ...{ driver, driverReady: true, authenticated: true, mainReady: true, socket: 'CONNECTED', linking: null, qr: null },
  ...{ pairingCode: null, me: null, syncPercent: null, phoneOffline: false, updateNeeded: false },
  ...{ unsupportedBrowser: false, blank: false, ...change },
});

/** A page with both drivers, of which a test says what they can. */
class FakePage {
  level: WaJsLevel = 'ready';
  waJsAble = new Set<Capability>(ABILITIES);
  domAble = new Set<Capability>(['observe_state', 'read_open_chat', 'send_text', 'send_file', 'link_by_qr']);
  state: Partial<PageState> = {};
  screen = EMPTY_SCREEN;
  observed: ReadonlySet<Capability>[] = [];
  readonly items: PageItem[] = [];
  readonly asked: string[] = [];
  failure: Error | null = null;

  private driver(name: DriverName, able: () => ReadonlySet<Capability>): PageDriver {
    const commands = new Proxy({} as Partial<DriverCommands>, {
      get: (_target, command: string) => async () => {
        this.asked.push(`${name} ${command}`);
        if (this.failure) throw this.failure;
        return null;
      },
    });
    return { name, probe: () => new Set(able()), readState: () => ready(name, this.state), commands };
  }

  chooser({ hasWaJs = true } = {}) {
    const waJs: WaJsDriver = {
      ...this.driver('wa-js', () => this.waJsAble),
      level: () => this.level,
      observe: (abilities) => void this.observed.push(abilities),
      observeAnew: (abilities) => void this.observed.push(abilities),
      isHearing: () => true,
    };
    return createChooser({
      waJs: hasWaJs ? waJs : null,
      dom: this.driver('dom', () => this.domAble),
      staged: createStagedFiles(),
      readScreen: () => this.screen,
      report: (item) => void this.items.push(item),
    });
  }

  told(): Map<Capability, DriverName | null> {
    const told = this.items.flatMap((item) => (item.kind === 'capability' ? [item.capability] : []));
    return new Map(told.map(({ name, driver }) => [name, driver]));
  }

  lastState(): PageState | undefined {
    return this.items.flatMap((item) => (item.kind === 'state' ? [item.state] : [])).at(-1);
  }
}

const sendText = { chat: '1@c.us', phone: '1', id: 'x', text: 'y', quoted: null };

test('a healthy page is driven by wa-js at once, and all its abilities are told before it says that it is ready', () => {
  const page = new FakePage();
  page.chooser().look();
  expect(page.told().size).toBe(ABILITIES.length);
  expect(new Set(page.told().values())).toEqual(new Set(['wa-js']));
  expect(page.items.at(-1)).toMatchObject({ kind: 'state', state: { driver: 'wa-js', mainReady: true } });
  expect(page.observed).not.toEqual([]);
});

test('the same state is told once, and each change of it', () => {
  const page = new FakePage();
  const chooser = page.chooser();
  for (let looks = 0; looks < 5; looks += 1) chooser.look();
  const states = () => page.items.filter(({ kind }) => kind === 'state').length;
  expect(states()).toBe(1);
  page.state = { socket: 'OPENING' };
  chooser.look();
  chooser.look();
  expect(states()).toBe(2);
});

test('while wa-js is not ready nothing is asked of anybody, and the screen is told all the same', async () => {
  const page = new FakePage();
  page.level = 'absent';
  page.screen = { ...EMPTY_SCREEN, linking: 'qr', qr: 'a,b,c,d,e' };
  const chooser = page.chooser();
  chooser.look();
  expect(page.lastState()).toMatchObject({ driver: 'wa-js', driverReady: false, linking: 'qr', qr: 'a,b,c,d,e' });
  expect(page.told().size).toBe(0);
  await expect(chooser.run('sendText', sendText)).rejects.toThrow('driver_not_ready');
  expect(page.asked).toEqual([]);
});

test('where wa-js could not even be run, the second driver does at once what it can', async () => {
  const page = new FakePage();
  const chooser = page.chooser({ hasWaJs: false });
  chooser.look();
  expect(page.lastState()).toMatchObject({ driver: 'dom', driverReady: true });
  await chooser.run('sendText', sendText);
  expect(page.asked).toEqual(['dom sendText']);
});

test('each command goes to the driver that has its ability, or is refused', async () => {
  const page = new FakePage();
  page.waJsAble.delete('send_text');
  page.waJsAble.delete('react');
  const chooser = page.chooser();
  chooser.look();
  await chooser.run('sendText', sendText);
  await chooser.run('listChats', undefined);
  expect(page.asked).toEqual(['dom sendText', 'wa-js listChats']);
  await expect(chooser.run('react', {})).rejects.toThrow('ability_missing');
  expect(page.asked).toHaveLength(2);
});

test('a command that fails because something went missing is not tried by the other driver, the next one is', async () => {
  const page = new FakePage();
  const chooser = page.chooser();
  chooser.look();
  page.failure = new TypeError('undefined is not a function');
  page.waJsAble.delete('send_text');
  await expect(chooser.run('sendText', sendText)).rejects.toThrow(TypeError);
  expect(page.asked).toEqual(['wa-js sendText']);
  expect(page.told().get('send_text')).toBe('dom');
  page.failure = null;
  await chooser.run('sendText', sendText);
  expect(page.asked.at(-1)).toBe('dom sendText');
});

test('a refusal says nothing about abilities', async () => {
  const page = new FakePage();
  const chooser = page.chooser();
  chooser.look();
  page.failure = new Refusal('message_not_found');
  page.waJsAble.delete('send_text');
  await expect(chooser.run('sendText', sendText)).rejects.toThrow('message_not_found');
  expect(page.told().get('send_text')).toBe('wa-js');
});

test('what is missing before the log-in is not told as missing', () => {
  const page = new FakePage();
  page.state = { authenticated: false, mainReady: false, linking: 'qr' };
  page.waJsAble = new Set<Capability>(['observe_state', 'link_by_qr', 'link_by_code', 'list_chats']);
  page.chooser().look();
  expect(page.told()).toEqual(
    new Map([
      ['observe_state', 'wa-js'],
      ['list_chats', 'wa-js'],
      ['link_by_qr', 'wa-js'],
      ['link_by_code', 'wa-js'],
    ]),
  );
});

test('an ability that is taken away is named by the health check', async () => {
  const page = new FakePage();
  const chooser = page.chooser();
  chooser.look();
  expect(await chooser.run('checkHealth', undefined)).toEqual({ socket: 'CONNECTED', listening: true, missing: [] });
  page.waJsAble.delete('observe_reactions');
  expect(await chooser.run('checkHealth', undefined)).toMatchObject({ missing: ['observe_reactions'] });
  expect(page.told().get('observe_reactions')).toBeNull();
  page.waJsAble.add('observe_reactions');
  expect(await chooser.run('checkHealth', undefined)).toMatchObject({ missing: [] });
  expect(page.told().get('observe_reactions')).toBe('wa-js');
});

test('names that are no commands are refused, whatever they are', async () => {
  const chooser = new FakePage().chooser();
  chooser.look();
  for (const name of ['constructor', '__proto__', 'toString', '', 'sendtext']) {
    await expect(chooser.run(name as never, {})).rejects.toThrow('unknown_command');
  }
});

test('a page that throws while it is looked at is looked at again', () => {
  const page = new FakePage();
  const chooser = page.chooser();
  const screen = page.screen;
  Object.defineProperty(page, 'screen', {
    configurable: true,
    get() {
      throw new Error('between two states');
    },
  });
  chooser.look();
  expect(page.items).toEqual([]);
  Object.defineProperty(page, 'screen', { value: screen });
  chooser.look();
  expect(page.lastState()).toMatchObject({ mainReady: true });
});
