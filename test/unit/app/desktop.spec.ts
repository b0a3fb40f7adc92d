import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { autostartFile, setAutostart } from '../../../main/app/autostart-file.ts';
import { settingsSupport } from '../../../main/app/background-support.ts';
import { type DesktopFacts, desktopState } from '../../../main/app/desktop-state.ts';
import { findTray } from '../../../main/app/find-tray.ts';
import { notificationText } from '../../../main/app/notification-text.ts';
import { showsChat } from '../../../main/app/shown-chat.ts';
import { WORDS, wordsIn } from '../../../main/app/words.ts';
import { type Mode, Phone } from '../../../main/contract/values.ts';
import type { Announcement } from '../../../main/domain/announce-messages.ts';
import { appCondition } from '../../../main/domain/app-condition.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { chatsPath } from '../../../renderer/features/chats/selection.ts';
import en from '../../../renderer/i18n/en.json' with { type: 'json' };
import { LANGUAGES } from '../../../renderer/i18n/languages.ts';

const english = wordsIn('en', ['en-GB']);
const lawyerId = newId('law');
const conversationId = newId('con');

function announcement(change: Partial<Announcement> = {}): Announcement {
  return { count: 1, lawyerId, conversationId, names: ['Anna'], hasMore: false, message: null, ...change };
}

test('a notification says as much as the announcement holds, and leads to the chat', () => {
  const to = chatsPath(lawyerId, { kind: 'chat', id: conversationId });
  const named = '\u2068Anna\u2069';
  expect(notificationText(announcement({ names: [], count: 2 }), english)).toEqual({
    title: 'Lexline',
    body: '2 new messages',
    to,
  });
  expect(notificationText(announcement(), english)).toEqual({ title: named, body: '1 new message', to });
  const message = { kind: 'text', text: 'Hello' };
  expect(notificationText(announcement({ message }), english)).toEqual({ title: named, body: '\u2068Hello\u2069', to });
  expect(notificationText(announcement({ message, count: 3 }), english).title).toBe(`${named} · 3 new messages`);
  const picture = { kind: 'image', text: '' };
  expect(notificationText(announcement({ message: picture }), english).body).toBe('Photo');
  expect(notificationText(announcement({ message: { kind: 'constructor', text: '' } }), english).body).toContain(
    'kind',
  );
});

test('messages of several chats lead to the list of chats', () => {
  const several = announcement({ conversationId: null, names: ['Anna', 'Ben'], count: 5 });
  expect(notificationText(several, english)).toEqual({
    title: '5 new messages',
    body: '\u2068Anna\u2069 and \u2068Ben\u2069',
    to: chatsPath(lawyerId),
  });
  expect(notificationText({ ...several, hasMore: true }, english).body).toBe(
    '\u2068Anna\u2069, \u2068Ben\u2069 and others',
  );
});

test('hostile names and texts are one short line that controls nothing and is no markup', () => {
  const hostile = '\u202eevil\u0000\n<b>bold</b><a href="https://x">{{count}}</a>\u2069\ud800';
  const { title, body } = notificationText(
    announcement({ names: [hostile], message: { kind: 'text', text: `${hostile}${'👩‍⚖️'.repeat(10_000)}` } }),
    english,
  );
  for (const text of [title, body]) {
    expect(text).toMatch(/^\u2068[^\u2066-\u2069]*\u2069$/);
    expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e<>\ud800]/u);
    expect(text).toContain('{{count}}');
    expect([...text].length).toBeLessThan(150);
  }
  expect(body.endsWith('…\u2069')).toBe(true);
  // A name of nothing that can be seen is none.
  expect(notificationText(announcement({ names: ['\u202e\u200f'] }), english).title).toBe('Lexline');
});

test('the chat that is open is known by its id, and by its number as long as it had none', () => {
  const chat = { id: conversationId, phone: Phone.parse('+4915112345678') };
  const at = (hash: string) => showsChat(`app://lexline/index.html${hash}`, lawyerId, chat);
  expect(at(`#${chatsPath(lawyerId, { kind: 'chat', id: conversationId })}?side=queue`)).toBe(true);
  expect(at(`#${chatsPath(lawyerId, { kind: 'number', phone: chat.phone })}`)).toBe(true);
  expect(at(`#${chatsPath(lawyerId)}`)).toBe(false);
  expect(at(`#${chatsPath(newId('law'), { kind: 'chat', id: conversationId })}`)).toBe(false);
  for (const hash of ['', '#', '#%', '#/lawyer/%E0%A4%A']) expect(at(hash)).toBe(false);
});

test('the worst of all that goes on is what the tray says', () => {
  const session = (...states: Parameters<typeof appCondition>[0][number]['state'][]) =>
    states.map((state) => ({ state }));
  expect(appCondition([], [])).toBe('not_set_up');
  expect(appCondition(session('ready', 'asleep'), [])).toBe('connected');
  expect(appCondition(session('ready', 'reconnecting'), [])).toBe('not_connected');
  expect(appCondition(session('reconnecting', 'qr'), [])).toBe('needs_attention');
  expect(appCondition(session('ready'), [{ code: 'disk_almost_full' }])).toBe('needs_attention');
});

test('tray, title and badge say what is unread and how it is, and trouble comes before unread', () => {
  const facts: DesktopFacts = { condition: 'connected', unread: 0, pausedUntil: null, notifiesNever: false };
  const did: string[] = [];
  const actions = {
    open: () => void did.push('open'),
    pause: () => void did.push('pause'),
    resume: () => void did.push('resume'),
    quit: () => void did.push('quit'),
  };
  const state = (change: Partial<DesktopFacts>) => desktopState({ ...facts, ...change }, english, actions);
  expect(state({})).toMatchObject({ icon: 'tray', title: 'Lexline', badge: 0 });
  expect(state({}).tooltip).toBe('Lexline\nNo unread messages\nWhatsApp is connected');
  const arabic = wordsIn('ar', ['ar-EG']);
  expect(desktopState({ ...facts, unread: 12 }, arabic, actions).title).toBe('(١٢) Lexline');
  expect(state({ unread: 3 })).toMatchObject({ icon: 'tray-unread', title: '(3) Lexline', badge: 3 });
  expect(state({ unread: 3, condition: 'needs_attention' }).icon).toBe('tray-trouble');
  const pausedUntil = Date.UTC(2026, 10, 20, 9, 30);
  const menus = [state({}), state({ pausedUntil })].map(({ menu }) => menu.filter(({ click }) => click));
  for (const { click } of menus.flat()) (click as () => void)();
  expect(did).toEqual(['open', 'pause', 'quit', 'open', 'resume', 'quit']);
  expect(menus[1]?.[1]?.label).toContain(english.time(pausedUntil));
  expect(state({ notifiesNever: true }).menu.find(({ label }) => label?.startsWith('Pause'))?.enabled).toBe(false);
});

test('the app goes on without its window only where it can be got at again', () => {
  const machine = {
    ...{ mode: 'live' as Mode, isPackaged: true, hasTray: true, notifies: true },
    ...{ wantsBackground: false, isForced: false },
  };
  const support = (change: Partial<typeof machine>) => settingsSupport({ ...machine, ...change });
  expect(support({})).toEqual({ background: 'possible', start_at_login: 'possible', notifications: 'possible' });
  expect(support({ hasTray: false }).background).toBe('no_tray');
  expect(support({ isPackaged: false })).toMatchObject({
    background: 'not_installed',
    start_at_login: 'not_installed',
  });
  expect(support({ isPackaged: false, wantsBackground: true }).background).toBe('possible');
  expect(support({ isPackaged: false, hasTray: false, isForced: true }).background).toBe('possible');
  // Closing the window is then one of the ways back to the real account.
  expect(support({ mode: 'practice' })).toMatchObject({ background: 'practice', start_at_login: 'practice' });
  expect(support({ mode: 'practice', isPackaged: false, wantsBackground: true }).background).toBe('practice');
  expect(support({ mode: 'practice', isForced: true }).background).toBe('possible');
  expect(support({ notifies: false }).notifications).toBe('not_supported');
});

test('a Linux desktop is asked for its tray, in one way or the other, and without an answer has none', async () => {
  const asked: string[] = [];
  const answering = (answers: Record<string, string>) => async (program: string) => {
    asked.push(program);
    return answers[program] ?? null;
  };
  expect(await findTray('darwin', answering({}))).toBe(true);
  expect(await findTray('win32', answering({}))).toBe(true);
  expect(asked).toEqual([]);
  expect(await findTray('linux', answering({ gdbus: '(true,)\n' }))).toBe(true);
  expect(await findTray('linux', answering({ gdbus: '(false,)\n', 'dbus-send': 'boolean true' }))).toBe(false);
  expect(await findTray('linux', answering({ 'dbus-send': '   boolean true\n' }))).toBe(true);
  expect(await findTray('linux', answering({}))).toBe(false);
});

test('a Linux desktop starts it at log-in with the words of the command as they are, until it is taken away', () => {
  const config = mkdtempSync(join(tmpdir(), 'lexline-config-'));
  const file = autostartFile({ XDG_CONFIG_HOME: config });
  expect(file).toBe(join(config, 'autostart', 'lexline.desktop'));
  expect(autostartFile({ XDG_CONFIG_HOME: 'relative' })).not.toContain('relative');
  setAutostart(file, null);
  setAutostart(file, ['/opt/Lex line/lexline', '--data-dir', '/home/a "b" $c `d` \\e %f']);
  expect(readFileSync(file, 'utf8').split('\n')).toContain(
    'Exec="/opt/Lex line/lexline" "--data-dir" "/home/a \\\\"b\\\\" \\\\$c \\\\`d\\\\` \\\\\\\\e %%f"',
  );
  // Once the program is gone the desktop passes the file over, which no package may take out of a home.
  expect(readFileSync(file, 'utf8').split('\n')).toContain('TryExec=/opt/Lex line/lexline');
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  setAutostart(file, null);
  expect(existsSync(file)).toBe(false);
  rmSync(config, { recursive: true });
});

test('the language is the one that is set, else the system’s, else English', () => {
  const open = (...args: Parameters<typeof wordsIn>) => wordsIn(...args).say('tray_open');
  expect(open('de', ['en-GB'])).toBe('Lexline öffnen');
  expect(open('auto', ['pt-BR', 'de'])).toBe('Abrir o Lexline');
  expect(open('auto', ['fr-FR', 'de'])).toBe('Open Lexline');
  expect(open('auto', [])).toBe('Open Lexline');
  expect(open('en-XA', ['de'])).toBe('Open Lexline');
  expect(wordsIn('ar', ['ar']).count('new', 2)).toContain('رسالتان');
});

for (const [language, texts] of Object.entries(WORDS)) {
  test(`${language} has every text outside the window, each counted one in the forms that its grammar asks for`, async () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const single = Object.keys(WORDS.en ?? {}).filter((key) => !/^(unread|new)_(one|other)$/.test(key));
    const counted = ['unread', 'new'].flatMap((word) => forms.map((form) => `${word}_${form}`));
    expect(Object.keys(texts).sort()).toEqual([...single, ...counted].sort());
    for (const [key, text] of Object.entries(texts)) {
      const original = WORDS.en?.[key] ?? WORDS.en?.[key.replace(/_\w+$/, '_other')] ?? '';
      // None, one and two can be said in a word: "two messages" in Arabic.
      const isInWords = /_(zero|one|two)$/.test(key) && !text.includes('{{count}}');
      const marks = isInWords ? [] : (original.match(/\{\{\w+\}\}/g) ?? []);
      expect(text.match(/\{\{\w+\}\}/g) ?? [], key).toEqual(marks);
    }
    const { kind } = (await LANGUAGES[language as keyof typeof LANGUAGES].load()) as unknown as Pick<typeof en, 'kind'>;
    const kinds = Object.fromEntries(Object.entries(kind).map(([name, text]) => [`kind_${name}`, text]));
    expect(texts).toMatchObject(kinds);
  });
}
