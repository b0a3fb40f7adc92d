import { deflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import type * as WaJs from '@wppconnect/wa-js';

declare const WPP: typeof WaJs;

/** A picture of one colour: a real PNG of that size. */
export function png(width: number, height: number): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x5a)]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, part('IHDR', header), part('IDAT', pixels), part('IEND', Buffer.alloc(0))]);
}

function part(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function crc32(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** A tone of so many seconds: a real WAV, 8,000 samples a second. */
export function wav(seconds: number): Buffer {
  const samples = Buffer.from(
    Array.from({ length: seconds * 8000 }, (_, n) => 128 + Math.round(100 * Math.sin(n / 5) * (n / (seconds * 8000)))),
  );
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

/** Bytes of a document, each time others. */
export function pdf(text: string): Buffer {
  return Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`, 'utf8');
}

/** Sends a file by wa-js and waits for the answer of WhatsApp's server. */
export async function sendFile(
  page: Page,
  chat: string,
  file: { bytes: Buffer; type: string; name: string },
  options: Record<string, unknown>,
): Promise<{ id?: string; ack?: number; sendMsgResult?: unknown }> {
  return page.evaluate(
    async ([jid, base64, type, name, rest]) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const content = new File([bytes], name, { type });
      const { id, ack, sendMsgResult } = await WPP.chat.sendFileMessage(jid, content, {
        waitForAck: true,
        ...(rest as { type: 'document' }),
      });
      return { id: String(id), ack, sendMsgResult: await sendMsgResult };
    },
    [chat, file.bytes.toString('base64'), file.type, file.name, options] as const,
  );
}
