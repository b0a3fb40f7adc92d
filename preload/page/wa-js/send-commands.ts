import type { PageCommandInput } from '../../../main/contract/page-commands.ts';
import type { FileUse } from '../../../main/contract/values.ts';
import { later, now } from '../own-globals.ts';
import { type DriverCommands, Refusal } from '../page-driver.ts';
import type { StagedFiles } from '../staged-files.ts';
import type { DriverContext } from './driver-context.ts';
import { keyOf } from './messages.ts';
import type { MessageModel } from './wpp.ts';

type Place = PageCommandInput<'findMessage'>;

/** How long a text may take until WhatsApp's server has it. The page goes on trying after that, and so do we. */
const TEXT_LIMIT_MS = 15_000;
/** The same for a file, which is uploaded first. */
const FILE_LIMIT_MS = 8 * 60_000;
const LOOK_EVERY_MS = 250;

/** How wa-js names what a file is to be. A voice note is an audio that says so. */
const FILE_TYPES: Readonly<Record<FileUse, 'image' | 'video' | 'audio' | 'document'>> = {
  image: 'image',
  video: 'video',
  voice: 'audio',
  audio: 'audio',
  document: 'document',
};

/** Sending, under an id that was chosen and stored before: so a crash can be resolved by looking for it. */
export function sendCommands(
  { driver, messages }: DriverContext,
  staged: StagedFiles,
): Pick<DriverCommands, 'sendText' | 'sendFile'> {
  /** Options of everything that we send. Reading is the lawyer's act, and an @ is just a character. */
  async function optionsFor(messageId: string, quoted: Place | null) {
    const common = { messageId, waitForAck: true, markIsRead: false, detectMentioned: false };
    if (!quoted) return common;
    if (typeof driver.whatsapp.functions?.canReplyMsg !== 'function') throw new Refusal('ability_missing');
    return { ...common, quotedMsg: String((await messages.require(quoted)).id) };
  }

  /** What the page holds now: that is what was sent. */
  async function heldAs(place: Place): Promise<MessageModel> {
    const held = await messages.find(place);
    if (!held) throw new Refusal('not_in_chat');
    return held;
  }

  /**
   * Resolves when wa-js has sent it, when the page's own store says that the server has taken or refused it, or when the
   * time is up. wa-js waits for a file's message with a listener that may come too late, and then waits for ever.
   */
  async function settled(sending: Promise<unknown>, key: string, limit: number): Promise<void> {
    const end = now() + limit;
    let isDone = false;
    let failure: unknown = null;
    sending.then(
      () => {
        isDone = true;
      },
      (error: unknown) => {
        failure = error ?? new Refusal('failed');
      },
    );
    const decided = new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (failure !== null) reject(failure);
        else if (isDone || now() >= end || (driver.whatsapp.MsgStore?.get(key)?.ack ?? 0) !== 0) resolve();
        else later(look, LOOK_EVERY_MS);
      };
      sending.then(look, look);
      look();
    });
    await decided;
  }

  return {
    async sendText({ chat, id, text, quoted }) {
      const key = keyOf(chat, id, true);
      const options = { ...(await optionsFor(key, quoted)), linkPreview: false };
      await settled(driver.chat.sendTextMessage(chat, text, options), key, TEXT_LIMIT_MS);
      const held = await heldAs({ chat, id, fromMe: true });
      if (held.body !== text) throw new Refusal('another_message');
      return { ack: held.ack ?? 0, id };
    },

    async sendFile({ chat, id, file, use, mimeType, fileName, caption, quoted }) {
      const key = keyOf(chat, id, true);
      const options = await optionsFor(key, quoted);
      const type = use === 'voice' ? voiceType(mimeType) : mimeType;
      const content = staged.take(file, fileName, type);
      const sending = driver.chat.sendFileMessage(chat, content, {
        ...options,
        type: FILE_TYPES[use],
        filename: fileName,
        mimetype: type,
        ...(caption === '' ? {} : { caption }),
        ...(use === 'voice' ? { isPtt: true, waveform: true } : {}),
      });
      await settled(sending, key, FILE_LIMIT_MS);
      const held = await heldAs({ chat, id, fromMe: true });
      return { ack: held.ack ?? 0, id };
    },
  };
}

/** WhatsApp shows an Ogg file as a voice note only when its type names the codec. */
function voiceType(mimeType: string): string {
  return mimeType === 'audio/ogg' ? 'audio/ogg; codecs=opus' : mimeType;
}
