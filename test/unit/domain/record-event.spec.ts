import { expect, test } from '@playwright/test';
import { Message } from '../../../main/contract/entities.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { renderPayload } from '../../../main/domain/record-event.ts';

const AT = Date.UTC(2026, 10, 20);
const LIMIT = 20_000;

function messageWith(change: Partial<Message>): Message {
  const at = new Date(AT).toISOString();
  return {
    ...Message.parse({
      id: newId('msg'),
      conversation_id: newId('con'),
      phone: '+491511234567890',
      direction: 'inbound',
      kind: 'text',
      text: 'x',
      sender_name: null,
      status: 'received',
      error: null,
      whatsapp_id: '3EB0',
      sent_at: at,
      stored_at: at,
    }),
    ...change,
  };
}

function payloadOf(change: Partial<Message>): { bytes: number; message: Message & { text_truncated?: true } } {
  const payload = renderPayload({
    type: 'message.received',
    lawyerId: newId('law'),
    conversationId: newId('con'),
    clientId: newId('cli'),
    message: messageWith(change),
    at: AT,
  });
  return { bytes: Buffer.byteLength(payload), message: JSON.parse(payload).data.message };
}

test('a text that fits is told whole', () => {
  const { message } = payloadOf({ text: 'ü'.repeat(9000) });
  expect(message.text).toHaveLength(9000);
  expect(message.text_truncated).toBeUndefined();
});

test('a payload stays under 20 kB whatever a client writes, and says that its text is cut', () => {
  const worst = ['\u0001', '"', '\\', 'ü', '😀', '\u2028', '\uD800', '\uDC00', '\u0000', 'a'];
  for (const unit of worst) {
    const { bytes, message } = payloadOf({ text: unit.repeat(100_000 / unit.length) });
    expect(bytes, JSON.stringify(unit)).toBeLessThan(LIMIT);
    expect(message.text_truncated).toBe(true);
    expect(message.text.isWellFormed()).toBe(true);
  }
});

test('a payload stays under 20 kB when the sender’s name and every other field of the page is hostile, too', () => {
  const { bytes } = payloadOf({
    text: '\u0001'.repeat(100_000),
    sender_name: '\u0001'.repeat(1000),
    kind: '\u0001'.repeat(64),
    whatsapp_id: '\u0001'.repeat(128),
  });
  expect(bytes).toBeLessThan(LIMIT);
});

test('any mixture of characters gives a payload that can be read and is under 20 kB', () => {
  let seed = 20_261_120;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  for (let round = 0; round < 400; round++) {
    const length = random(30_000);
    const step = 1 + random(997);
    const text = String.fromCharCode(...Array.from({ length }, (_, i) => (i * step * step + round * 131) % 65_536));
    const { bytes, message } = payloadOf({ text, sender_name: text.slice(0, 1000) });
    expect(bytes).toBeLessThan(LIMIT);
    const cut = message.text_truncated === true;
    // A last half of a character may have become U+FFFD.
    expect(text.toWellFormed().startsWith(message.text.toWellFormed().slice(0, -1))).toBe(true);
    expect(cut || message.text.length === text.length).toBe(true);
  }
});
