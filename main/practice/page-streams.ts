import type { Response } from 'express';
import type { Faults } from './faults.ts';
import type { Naming } from './jid.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { LidKnowledge } from './lid-knowledge.ts';
import { chatKey, type PracticeState } from './practice-state.ts';
import { summaryOf } from './snapshot.ts';
import { type StreamEvent, streamFact } from './stream-fact.ts';

interface OpenStream {
  device: string;
  naming: Naming;
  response: Response;
  /** Entries up to this one were told. */
  cursor: number;
  waiting: StreamEvent[];
  /** Chats into which history has come in bulk: told as a whole, not message by message. */
  filled: Set<string>;
}

/** The open connections to pages: what WhatsApp's web socket is to the real page. */
export interface PageStreams {
  /** Answers with server-sent events: first what happened after `cursor`, then everything as it happens. */
  open(stream: { device: string; cursor: number; naming: Naming }, response: Response): void;
  /** To be called with every durable batch of entries, after the state has them. */
  observe(entries: readonly LedgerEntry[]): void;
  isOpen(device: string): boolean;
  devices(): Iterable<string>;
  sendTo(device: string, name: string, data: unknown): void;
  /** Tells every page of the account that names people by lids. */
  sendToLidPages(account: string, event: StreamEvent): void;
  sendToAll(name: string, data: unknown): void;
  /** Says nothing to that device of what becomes of a message, until `unmute`. */
  mute(device: string, message: number): void;
  unmute(device: string): void;
  /** Drops every connection, as a bad network would; pages come back by themselves. */
  drop(): void;
  stop(): void;
}

interface PageStreamsOptions {
  state: PracticeState;
  faults: Faults;
  lids: LidKnowledge;
  entries: () => readonly LedgerEntry[];
  onOpen: (device: string) => void;
  onClose: (device: string) => void;
}

/** Events in one message to the page; a page that comes back after long gets several. */
const maxBatch = 500;

export function createPageStreams(options: PageStreamsOptions): PageStreams {
  const { state, faults, lids, entries, onOpen, onClose } = options;
  const open = new Set<OpenStream>();
  const muted = new Map<string, Set<number>>();

  /** What happens in one turn goes to the page in one piece. */
  function flush(stream: OpenStream): void {
    for (const key of stream.filled) {
      const account = state.accountOfDevice(stream.device);
      const chat = account?.chats.get(key);
      if (account && chat) {
        stream.waiting.push(['history', summaryOf(state, account.phone, chat, stream.naming, lids, Date.now())]);
      }
    }
    stream.filled.clear();
    const { response } = stream;
    while (stream.waiting.length > 0 && response.writable && !response.destroyed) {
      const batch = stream.waiting.splice(0, maxBatch);
      const id = stream.waiting.length === 0 ? `id: ${stream.cursor}\n` : '';
      response.write(`${id}event: batch\ndata: ${JSON.stringify(batch)}\n\n`);
    }
    stream.waiting = [];
  }

  function send(stream: OpenStream, name: string, data: unknown): void {
    stream.waiting.push([name, data]);
    flush(stream);
  }

  function note(stream: OpenStream, entry: LedgerEntry): void {
    if (entry.seq <= stream.cursor) return;
    stream.cursor = entry.seq;
    if ((entry.kind === 'linked' || entry.kind === 'unlinked') && entry.device === stream.device) {
      const by = entry.kind === 'unlinked' ? { by: entry.by } : {};
      stream.waiting.push([entry.kind, { account: entry.account, ...by }]);
      return;
    }
    if (state.accountOfDevice(stream.device)?.phone !== entry.account) return;
    if (entry.kind === 'message' && entry.history) {
      stream.filled.add(chatKey(entry));
      return;
    }
    if (entry.kind === 'ack' && muted.get(stream.device)?.has(entry.message)) return;
    const told = streamFact(state, entry, stream.naming, lids);
    if (told) stream.waiting.push(told);
  }

  return {
    open({ device, cursor, naming }, response) {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        connection: 'keep-alive',
      });
      // A message is worth more than the bytes that waiting for the next one would save.
      response.socket?.setNoDelay(true);
      const stream: OpenStream = { device, naming, response, cursor, waiting: [], filled: new Set() };
      open.add(stream);
      // A connection can break between the check and the write; the page comes back and catches up by its cursor.
      response.on('error', () => {});
      response.on('close', () => {
        open.delete(stream);
        if (![...open].some((other) => other.device === device)) onClose(device);
      });
      const linked = state.accountOfDevice(device) !== undefined;
      stream.waiting.push(['hello', { linked, cursor: state.cursor(), faults: faults.current() }]);
      const all = entries();
      for (let at = cursor; at < all.length; at += 1) {
        const entry = all[at];
        if (entry) note(stream, entry);
      }
      flush(stream);
      onOpen(device);
    },
    observe(durable) {
      for (const stream of open) {
        for (const entry of durable) note(stream, entry);
        flush(stream);
      }
    },
    isOpen: (device) => [...open].some((stream) => stream.device === device),
    devices: () => new Set([...open].map(({ device }) => device)),
    sendTo(device, name, data) {
      for (const stream of open) if (stream.device === device) send(stream, name, data);
    },
    sendToLidPages(account, [name, data]) {
      for (const stream of open) {
        if (stream.naming === 'lid' && state.accountOfDevice(stream.device)?.phone === account)
          send(stream, name, data);
      }
    },
    sendToAll(name, data) {
      for (const stream of open) send(stream, name, data);
    },
    mute(device, message) {
      const messages = muted.get(device) ?? new Set();
      messages.add(message);
      muted.set(device, messages);
    },
    unmute: (device) => void muted.delete(device),
    drop() {
      for (const stream of open) stream.response.destroy();
    },
    stop() {
      for (const stream of open) stream.response.end();
    },
  };
}
