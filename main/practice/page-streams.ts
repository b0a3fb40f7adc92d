import type { Response } from 'express';
import QRCode from 'qrcode';
import type { LedgerEntry } from './ledger-entry.ts';
import type { LinkCode, LinkCodes } from './link-codes.ts';
import type { PracticeState } from './practice-state.ts';
import { streamEvent } from './wire.ts';

interface OpenStream {
  device: string;
  response: Response;
  /** Entries up to this one were told. */
  cursor: number;
}

/** The open connections to pages: what WhatsApp's web socket is to the real page. */
export interface PageStreams {
  /** Answers with server-sent events: first what happened after `cursor`, then everything as it happens. */
  open(device: string, cursor: number, response: Response): void;
  /** To be called with every durable entry, after the state has it. */
  observe(entry: LedgerEntry): void;
  /** Shows a fresh QR code on the device's page. */
  renewCode(device: string): void;
  /** Drops every connection, as a bad network would; pages come back by themselves. */
  drop(): void;
  stop(): void;
}

interface PageStreamsOptions {
  state: PracticeState;
  codes: LinkCodes;
  entries: () => readonly LedgerEntry[];
  /** A QR code is replaced after this time, in milliseconds. */
  rotateMs: number;
  /** After so many codes without a scan the page goes idle until it is asked for a new one. */
  codesBeforeIdle: number;
}

export function createPageStreams({
  state,
  codes,
  entries,
  rotateMs,
  codesBeforeIdle,
}: PageStreamsOptions): PageStreams {
  const open = new Set<OpenStream>();
  const rotations = new Map<string, NodeJS.Timeout>();
  const codesShown = new Map<string, number>();

  function send(stream: OpenStream, event: string, data: unknown, id?: number): void {
    if (!stream.response.writable || stream.response.destroyed) return;
    stream.response.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  function sendTo(device: string, event: string, data: unknown): void {
    for (const stream of open) if (stream.device === device) send(stream, event, data);
  }

  function tell(stream: OpenStream, entry: LedgerEntry): void {
    if (entry.seq <= stream.cursor) return;
    stream.cursor = entry.seq;
    if ((entry.kind === 'linked' || entry.kind === 'unlinked') && entry.device === stream.device) {
      send(stream, entry.kind, { account: entry.account }, entry.seq);
      return;
    }
    const account = state.accountOfDevice(stream.device);
    const told = account?.phone === entry.account ? streamEvent(state, entry) : null;
    if (told) send(stream, told.event, told.data, entry.seq);
  }

  function stopRotation(device: string): void {
    clearTimeout(rotations.get(device));
    rotations.delete(device);
  }

  function rotate(device: string): void {
    stopRotation(device);
    const isShown = [...open].some((stream) => stream.device === device);
    if (!isShown || state.accountOfDevice(device)) {
      codes.forget(device);
      return;
    }
    const count = (codesShown.get(device) ?? 0) + 1;
    if (count > codesBeforeIdle) {
      codes.forget(device);
      sendTo(device, 'idle', {});
      return;
    }
    codesShown.set(device, count);
    sendTo(device, 'code', forPage(codes.renew(device)));
    rotations.set(device, setTimeout(rotate, rotateMs, device));
  }

  function renewCode(device: string): void {
    codesShown.delete(device);
    rotate(device);
  }

  return {
    open(device, cursor, response) {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        connection: 'keep-alive',
      });
      const stream: OpenStream = { device, response, cursor };
      open.add(stream);
      // A connection can break between the check and the write; the page comes back and catches up by its cursor.
      response.on('error', () => {});
      response.on('close', () => {
        open.delete(stream);
        if (![...open].some((other) => other.device === device)) stopRotation(device);
      });
      send(stream, 'hello', { linked: state.accountOfDevice(device) !== undefined, cursor: state.cursor() });
      for (const entry of entries().slice(cursor)) tell(stream, entry);
      const code = codes.current(device);
      if (state.accountOfDevice(device)) return;
      if (code && rotations.has(device)) send(stream, 'code', forPage(code));
      else renewCode(device);
    },
    observe(entry) {
      for (const stream of open) tell(stream, entry);
      if (entry.kind === 'linked') stopRotation(entry.device);
    },
    renewCode,
    drop() {
      for (const stream of open) stream.response.destroy();
    },
    stop() {
      for (const timer of rotations.values()) clearTimeout(timer);
      rotations.clear();
      for (const stream of open) stream.response.end();
    },
  };
}

/** The code with its picture: the page draws what it is given, one character for each module. */
function forPage(code: LinkCode): LinkCode & { size: number; modules: string } {
  const { modules } = QRCode.create(code.full, { errorCorrectionLevel: 'L' });
  return { ...code, size: modules.size, modules: Array.from(modules.data, (dark) => (dark ? '1' : '0')).join('') };
}
