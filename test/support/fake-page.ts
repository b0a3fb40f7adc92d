import type { PageCommand, PageCommandInput, PageCommandOutput } from '../../main/contract/page-commands.ts';
import type { PageMessage } from '../../main/contract/page-reports.ts';
import { PageError } from '../../main/domain/page-error.ts';
import type { WhatsAppPage } from '../../main/domain/ports.ts';
import { pageMessage } from './page-facts.ts';

/** What a chat of the page holds, oldest first: messages, or what is none. */
interface FakeChat {
  messages: unknown[];
  name: string | null;
  phone: string | null;
}

/** A file that the page can fetch, or why it cannot. */
type FakeMedia = Buffer | 'media_gone' | 'media_failed';

/** A page for the rules, as far as they read from it: chats with their messages, and the files of messages. */
export class FakePage implements WhatsAppPage {
  readonly chats = new Map<string, FakeChat>();
  readonly media = new Map<string, FakeMedia>();
  /** Every command that was asked, with its chat where it has one. */
  readonly asked: { command: PageCommand; chat: string | null }[] = [];
  /** Files that are open in the page. */
  readonly open = new Map<string, Buffer>();
  /** What a part of a file is at most, so that small files have several. */
  partBytes = 1_000;
  /** Called before each command is answered; it may wait, or throw. */
  before: (command: PageCommand, chat: string | null) => void | Promise<void> = () => {};
  private nextId = 0;

  chat(jid: string): FakeChat {
    const chat = this.chats.get(jid) ?? { messages: [], name: null, phone: null };
    this.chats.set(jid, chat);
    return chat;
  }

  /** A message that the page holds as the newest of its chat. */
  write(jid: string, change: Partial<PageMessage> & { timestamp: number }): PageMessage {
    this.nextId += 1;
    const id = `AC${String(this.nextId).padStart(6, '0')}`;
    const message = pageMessage({ id, chat: jid, senderName: null, text: `message ${this.nextId}`, ...change });
    this.chat(jid).messages.push(message);
    return message;
  }

  /** How often a command was asked, of one chat or of all. */
  count(command: PageCommand, chat?: string): number {
    return this.asked.filter((one) => one.command === command && (!chat || one.chat === chat)).length;
  }

  async command<C extends PageCommand>(command: C, input: PageCommandInput<C>): Promise<PageCommandOutput<C>> {
    const asked = (input ?? {}) as Record<string, unknown>;
    const chat = typeof asked.chat === 'string' ? asked.chat : null;
    this.asked.push({ command, chat });
    await this.before(command, chat);
    // Each answer is the one of its own command; TypeScript cannot follow the index.
    return structuredClone(this.answer(command, asked)) as PageCommandOutput<C>;
  }

  private answer(command: PageCommand, input: Record<string, unknown>): unknown {
    switch (command) {
      case 'listChats':
        return [...this.chats].map(([chat, { messages, name, phone }]) => {
          const last = messages.findLast((one) => isMessage(one) && !(one.timestamp <= 0)) as PageMessage | undefined;
          return { chat, lastTimestamp: last?.timestamp ?? 0, lastId: last?.id ?? null, name, phone };
        });
      case 'readMessages': {
        const { messages } = this.chat(String(input.chat));
        const before = input.before as { id: string; fromMe: boolean } | null;
        const end = before
          ? messages.findIndex((one) => idOf(one) === before.id && (one as PageMessage).fromMe === before.fromMe)
          : messages.length;
        if (end === -1) throw new PageError('refused', 'anchor_not_found');
        return messages.slice(Math.max(0, end - Number(input.count)), Math.max(0, end));
      }
      case 'findMessage':
        return this.chat(String(input.chat)).messages.find((one) => idOf(one) === input.id && isMessage(one)) ?? null;
      case 'openMedia': {
        const media = this.media.get(String(input.id)) ?? 'media_gone';
        if (typeof media === 'string') throw new PageError('refused', media);
        const file = `file ${this.asked.length}`;
        this.open.set(file, media);
        return { file, size: media.length };
      }
      case 'readMedia': {
        const bytes = this.open.get(String(input.file));
        if (!bytes) throw new PageError('refused', 'media_failed');
        const offset = Number(input.offset);
        return { base64: bytes.subarray(offset, offset + this.partBytes).toString('base64') };
      }
      case 'closeMedia':
        this.open.delete(String(input.file));
        return null;
      default:
        throw new Error(`the rules read nothing by ${command}`);
    }
  }
}

function idOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
}

function isMessage(item: unknown): item is PageMessage {
  return idOf(item) !== undefined && typeof item === 'object' && item !== null && 'timestamp' in item;
}
