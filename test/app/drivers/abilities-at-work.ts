import { expect } from '@playwright/test';
import type { PageItem } from '../../../main/contract/page-reports.ts';
import type { Capability } from '../../../main/contract/values.ts';
import { png } from '../practice-page-files.ts';
import type { DrivenPage } from './driven-page.ts';
import { ACCOUNT, type StandIn } from './linked-page.ts';

const account = ACCOUNT;

let counted = 0;
function newId(): string {
  counted += 1;
  return `3EB0E0${String(counted).padStart(16, '0')}`;
}

/** One chat on which each ability is tried. */
interface Bench {
  standIn: StandIn;
  driven: DrivenPage;
  client: string;
  chat: string;
  /** A message of the client's with a picture, and one of ours. */
  picture: string;
  own: string | null;
}

/** Tries each ability that wa-js is said to have, and answers with those that do not hold what was said. */
export async function brokenAbilities(
  standIn: StandIn,
  driven: DrivenPage,
  abilities: ReadonlyMap<Capability, string | null>,
  client: string,
): Promise<string[]> {
  const { people } = standIn;
  const file = { name: 'x.png', type: 'image/png', base64: png(16, 16).toString('base64') };
  const { id: picture } = await people.writeAsClient({ account, client, name: 'Erika', kind: 'image', file });
  const bench: Bench = { standIn, driven, client, chat: `${client}@c.us`, picture, own: null };
  const broken: string[] = [];
  for (const [ability, attempt] of TRIES) {
    if (abilities.get(ability) !== 'wa-js') continue;
    try {
      await attempt(bench);
    } catch (error) {
      broken.push(`${ability}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
  }
  return broken;
}

const within = { timeout: 8000 };

async function reported(driven: DrivenPage, test: (item: PageItem) => boolean): Promise<void> {
  await expect.poll(async () => (await driven.items()).some(test), within).toBe(true);
}

/** In this order: what is sent first is changed later. */
const TRIES: readonly (readonly [Capability, (bench: Bench) => Promise<unknown>])[] = [
  [
    'observe_messages',
    ({ driven, picture }) => reported(driven, (item) => item.kind === 'message' && item.message.id === picture),
  ],
  [
    'list_chats',
    // Asked until it is there: a page that cannot tell of messages did not say when this one came.
    async ({ driven, chat }) => {
      const listed = () => driven.command('listChats', undefined);
      await expect.poll(listed, within).toContainEqual(expect.objectContaining({ chat }));
    },
  ],
  [
    'read_history',
    async ({ driven, chat, picture }) => {
      const messages = await driven.command('readMessages', { chat, before: null, count: 10 });
      expect(messages).toContainEqual(expect.objectContaining({ id: picture }));
    },
  ],
  [
    'find_message',
    async ({ driven, chat, picture }) => {
      expect(await driven.command('findMessage', { chat, id: picture, fromMe: false })).toMatchObject({ id: picture });
      expect(await driven.command('findMessage', { chat, id: '3A55555555555555', fromMe: true })).toBeNull();
    },
  ],
  [
    'resolve_number',
    async ({ driven, client, chat }) => {
      expect(await driven.command('resolvePhone', { phone: client })).toMatchObject({ chat });
      expect(await driven.command('resolvePhone', { phone: `${client}77` })).not.toBeNull();
    },
  ],
  [
    'send_text',
    async (bench) => {
      const { driven, chat, client, standIn } = bench;
      const id = newId();
      const sent = await driven.command('sendText', { chat, phone: client, id, text: 'a text', quoted: null });
      expect(sent.ack).toBeGreaterThanOrEqual(1);
      bench.own = id;
      const onPhone = () => standIn.people.readClientPhone(account, client);
      await expect.poll(async () => (await onPhone()).filter((one) => one.id === id).length, within).toBe(1);
    },
  ],
  [
    'observe_acks',
    ({ driven, own }) =>
      own === null
        ? Promise.resolve()
        : reported(driven, (item) => item.kind === 'ack' && item.ack.id === own && item.ack.ack >= 2),
  ],
  [
    'send_file',
    async ({ driven, chat, client, standIn }) => {
      const id = newId();
      await driven.command('stageFile', { file: id, offset: 0, base64: 'JVBERi0xLjQK' });
      const described = { use: 'document', mimeType: 'application/pdf', fileName: 'a.pdf', caption: '' } as const;
      const sent = await driven.command('sendFile', { chat, phone: client, id, file: id, ...described, quoted: null });
      expect(sent.ack).toBeGreaterThanOrEqual(1);
      const onPhone = () => standIn.people.readClientPhone(account, client);
      await expect.poll(async () => (await onPhone()).filter((one) => one.id === id).length, within).toBe(1);
    },
  ],
  [
    'react',
    ({ driven, chat, picture }) =>
      driven.command('react', { message: { chat, id: picture, fromMe: false }, emoji: '👍' }),
  ],
  [
    'observe_reactions',
    async ({ standIn, driven, client, picture }) => {
      await standIn.people.act({ account, client }, { action: 'react', message: picture, emoji: '❤️' });
      await reported(driven, (item) => item.kind === 'reaction' && item.reaction.emoji === '❤️' && !item.reaction.byMe);
    },
  ],
  [
    'edit',
    async ({ driven, chat, own }) => {
      if (own) await driven.command('edit', { message: { chat, id: own, fromMe: true }, text: 'another text' });
    },
  ],
  [
    'revoke',
    async ({ driven, chat, own }) => {
      if (own) await driven.command('revoke', { message: { chat, id: own, fromMe: true } });
    },
  ],
  [
    'observe_edits',
    async ({ standIn, driven, client }) => {
      const { id } = await standIn.people.writeAsClient({ account, client, text: 'old words' });
      await reported(driven, (item) => item.kind === 'message' && item.message.id === id);
      await standIn.people.act({ account, client }, { action: 'edit', message: id, text: 'new words' });
      await reported(driven, (item) => item.kind === 'message' && item.message.text === 'new words');
    },
  ],
  [
    'observe_revokes',
    async ({ standIn, driven, client }) => {
      const { id } = await standIn.people.writeAsClient({ account, client, text: 'to be taken back' });
      await reported(driven, (item) => item.kind === 'message' && item.message.id === id);
      await standIn.people.act({ account, client }, { action: 'revoke', message: id });
      await reported(
        driven,
        (item) => item.kind === 'message' && item.message.id === id && item.message.type === 'revoked',
      );
    },
  ],
  ['mark_read', ({ driven, chat }) => driven.command('markRead', { chat })],
  ['show_typing', ({ driven, chat }) => driven.command('showTyping', { chat, typing: true })],
  [
    'download_media',
    async ({ driven, chat, picture }) => {
      const { file, size } = await driven.command('openMedia', { chat, id: picture, fromMe: false });
      expect(size).toBeGreaterThan(0);
      await driven.command('closeMedia', { file });
    },
  ],
  [
    'read_open_chat',
    async ({ driven, chat, client }) => {
      await driven.command('openChat', { chat, phone: client });
      expect(await driven.command('readOpenChat', undefined)).toMatchObject({ chat });
    },
  ],
];
