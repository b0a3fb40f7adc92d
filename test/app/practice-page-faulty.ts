import { expect, type Page } from '@playwright/test';
import type * as WaJs from '@wppconnect/wa-js';
import type { PracticeServerOptions } from '../../main/practice/practice-server.ts';
import { createStandIn, type StandIn, scanAndWait, waJsReady } from './practice-page-view.ts';

declare const WPP: typeof WaJs;

declare global {
  interface Window {
    events: unknown[];
    loadedAt?: number;
    lexlineReport?: (report: unknown) => void;
    asked?: string[];
  }
}

export const account = '4915100001';
export const client = '4917500001';
export const chat = `${client}@c.us`;

/** A day without the unkindness that is there on an ordinary one. */
export const calm = { duplicate_every: 0, ciphertext_every: 0 };

/**
 * Opens a page whose account is linked, once wa-js is ready in it, of a new stand-in that has no faults but those that are
 * asked for. `created` is called with that one, which whoever asks closes.
 */
export function opensLinked(
  created: (standIn: StandIn) => void,
): (options?: Partial<PracticeServerOptions>) => Promise<Page> {
  return async (options = {}) => {
    const standIn = await createStandIn({ ...options, faults: { ...calm, ...options.faults } });
    created(standIn);
    const page = await standIn.open();
    await scanAndWait(standIn, account);
    await waJsReady(page);
    return page;
  };
}

/** The client writes a text; answers with its bare id. */
export async function write(standIn: StandIn, text: string): Promise<string> {
  return (await standIn.people.writeAsClient({ account, client, text, name: 'Frida' })).id;
}

/** Notes what wa-js reports from now on, each event as a list that begins with its name. */
export async function note(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.events = [];
    WPP.on('chat.new_message', ({ id, body }) => window.events.push(['message', id.id, body ?? null]));
    WPP.on('chat.msg_ack_change', ({ ack }) => window.events.push(['ack', ack]));
    WPP.on('conn.online', (online) => window.events.push(['online', online]));
    WPP.whatsapp.Socket.on('change:state', (_socket: unknown, state: string) => window.events.push(['socket', state]));
  });
}

export function events(page: Page, name: string): Promise<unknown[]> {
  return page.evaluate((wanted) => window.events.filter((event) => (event as string[])[0] === wanted), name);
}

/** Waits until the page has the chat with the client. */
export async function chatThere(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate((id) => WPP.chat.get(id) !== undefined, chat)).toBe(true);
}

const usualId = 'E'.repeat(20);

/** The lawyer answers the client; what wa-js says of it. */
export function sendText(page: Page, text: string, waitForAck: boolean, id = usualId) {
  return page.evaluate(
    async ([jid, body, messageId, wait]) => {
      const options = { messageId, waitForAck: wait, linkPreview: false, markIsRead: false } as const;
      const { ack, sendMsgResult } = await WPP.chat.sendTextMessage(jid, body, options);
      return { ack, result: (await sendMsgResult) as unknown };
    },
    [chat, text, `true_${chat}_${id}`, waitForAck] as const,
  );
}

/** The acknowledgement of what was sent, as the page holds it. */
export function ackOf(page: Page, id = usualId): Promise<number | undefined> {
  return page.evaluate((key) => WPP.whatsapp.MsgStore.get(key)?.ack, `true_${chat}_${id}`);
}
