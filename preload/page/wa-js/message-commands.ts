import { now } from '../own-globals.ts';
import { type DriverCommands, Refusal } from '../page-driver.ts';
import { isSoon } from '../within.ts';
import type { DriverContext } from './driver-context.ts';
import { readMessage } from './read-message.ts';
import { asJid } from './value.ts';
import type { MessageModel } from './wpp.ts';

/** How long the page may take to show what was done to a message. */
const SHOWN_LIMIT_MS = 15_000;
const LOOK_EVERY_MS = 100;

/** What is done to a message that is there. What came of it is also reported, as if somebody else had done it. */
export function messageCommands({
  driver,
  addresses,
  messages,
  report,
}: DriverContext): Pick<DriverCommands, 'react' | 'edit' | 'revoke'> {
  function tell(model: MessageModel): void {
    report({ kind: 'message', message: readMessage(model, addresses) });
  }

  return {
    async react({ message, emoji }) {
      const model = await messages.require(message);
      const { sendMsgResult } = await driver.chat.sendReactionToMessage(String(model.id), emoji);
      if (isRefused(sendMsgResult)) throw new Refusal('refused_by_whatsapp');
      const sender = asJid(driver.whatsapp.UserPrefs?.getMaybeMePnUser?.());
      const chat = asJid(model.id.remote) ?? message.chat;
      const { id, fromMe } = model.id;
      const timestamp = Math.floor(now() / 1000);
      if (sender) report({ kind: 'reaction', reaction: { id, chat, fromMe, byMe: true, sender, emoji, timestamp } });
      return null;
    },

    async edit({ message, text }) {
      const model = await messages.require(message);
      await driver.chat.editMessage(String(model.id), text, { detectMentioned: false, linkPreview: false });
      tell(await messages.require(message));
      return null;
    },

    async revoke({ message }) {
      const model = await messages.require(message);
      // Not by wa-js' own function: where it takes a message for somebody else's, it deletes it on this device alone.
      if (!model.id.fromMe) throw new Refusal('message_not_own');
      if (model.type !== 'revoked') {
        const chat = driver.chat.get(asJid(model.id.remote) ?? message.chat);
        const { Cmd } = driver.whatsapp;
        if (!chat) throw new Refusal('chat_not_found');
        if (!Cmd?.sendRevokeMsgs) throw new Refusal('ability_missing');
        await Cmd.sendRevokeMsgs(chat, { type: 'message', list: [model] }, { clearMedia: false });
        if (!(await isSoon(SHOWN_LIMIT_MS, LOOK_EVERY_MS, () => model.type === 'revoked')))
          throw new Refusal('not_confirmed');
      }
      tell(model);
      return null;
    },
  };
}

/** WhatsApp answers with a result by name, as text or within an object; without one nothing is known against it. */
function isRefused(result: unknown): boolean {
  const name: unknown =
    typeof result === 'object' && result !== null && 'messageSendResult' in result ? result.messageSendResult : result;
  return typeof name === 'string' && name !== 'OK';
}
