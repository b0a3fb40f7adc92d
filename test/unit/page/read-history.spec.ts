import { expect, test } from '@playwright/test';
import type { DriverContext } from '../../../preload/page/wa-js/driver-context.ts';
import { readHistory } from '../../../preload/page/wa-js/read-history.ts';
import type { MessageKey, MessageModel, Wid, Wpp } from '../../../preload/page/wa-js/wpp.ts';

const CHAT = '4915112345678@c.us';
const wid: Wid = { toString: () => CHAT };

function key(id: string, fromMe = false): MessageKey {
  return { id, fromMe, remote: wid, toString: () => `${fromMe}_${CHAT}_${id}` };
}

interface Page {
  /** Ids in WhatsApp's database, oldest first: what can be read before a message that is there itself. */
  stored: string[];
  /** Messages in memory, oldest first. The last one is the newest of the chat; one of ours begins with `OUT`. */
  held: string[];
}

function contextOf({ stored, held }: Page): DriverContext {
  const all = [...new Set([...stored, ...held])];
  const models = new Map(
    all.map((id, index): [string, MessageModel] => {
      const model = { id: key(id, id.startsWith('OUT')), type: 'chat', t: 1_700_000_000 + index };
      return [String(model.id), model];
    }),
  );
  const named = (id: string): MessageModel => models.get(String(key(id, id.startsWith('OUT')))) as MessageModel;
  const inMemory = held.map(named);
  const newest = inMemory.at(-1)?.id;
  const driver = {
    chat: {
      get: () => ({ ...(newest && { lastReceivedKey: newest }), msgs: { getModelsArray: () => inMemory } }),
      async getMessages(_chat: string, { id, count }: { id: string; count: number }) {
        const at = stored.findIndex((one) => String(named(one).id) === id);
        return stored.slice(Math.max(0, at - count), Math.max(0, at)).map(named);
      },
    },
    whatsapp: {},
  } as unknown as Wpp;
  const messages = {
    find: async ({ id }: { id: string }) => models.get(String(key(id, id.startsWith('OUT')))) ?? null,
    anchorOf: async ({ id, fromMe }: { id: string; fromMe: boolean }) => String(key(id, fromMe)),
  };
  return { driver, messages } as unknown as DriverContext;
}

async function read(page: Page, before: string | null = null, count = 100): Promise<string[]> {
  const anchor = before === null ? null : { id: before, fromMe: before.startsWith('OUT') };
  const models = await readHistory(contextOf(page), { chat: CHAT, before: anchor, count });
  return models.map(({ id }) => id.id);
}

test('the newest messages are those of the database and those in memory', async () => {
  expect(await read({ stored: ['A', 'B', 'C', 'D'], held: ['C', 'D'] })).toEqual(['A', 'B', 'C', 'D']);
  expect(await read({ stored: ['A', 'B', 'C', 'D'], held: ['D'] }, null, 2)).toEqual(['B', 'C', 'D']);
});

test('a message of ours that only the memory knows hides none that came before it', async () => {
  expect(await read({ stored: ['A', 'B', 'C'], held: ['C', 'OUT1', 'OUT2'] })).toEqual(['A', 'B', 'C', 'OUT1', 'OUT2']);
});

test('a chat of which the database holds nothing is read from memory', async () => {
  expect(await read({ stored: [], held: ['OUT1', 'OUT2'] })).toEqual(['OUT1', 'OUT2']);
  expect(await read({ stored: [], held: [] })).toEqual([]);
});

test('where nothing is found before any of many messages, that is no end of the chat', async () => {
  const held = Array.from({ length: 21 }, (_, index) => `OUT${index}`);
  await expect(read({ stored: ['A'], held })).rejects.toThrow('anchor_not_found');
});

test('nothing before a message is the end only if the page has that message', async () => {
  const page: Page = { stored: ['A', 'B'], held: ['B'] };
  expect(await read(page, 'B')).toEqual(['A']);
  expect(await read(page, 'A')).toEqual([]);
  await expect(read(page, 'Z')).rejects.toThrow('anchor_not_found');
});
