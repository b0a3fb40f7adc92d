import { expect, test } from '@playwright/test';
import { Message } from '../../../main/contract/entities.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { payloadOf, type WholeFact } from '../../../main/domain/record-event.ts';
import type { ShortMessage } from '../../../main/domain/shorten-message.ts';
import { seededRandom } from '../../support/seeded-random.ts';

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
      sender_phone: null,
      status: 'received',
      error: null,
      whatsapp_id: '3EB0',
      client_reference: null,
      reply_to: null,
      forwarded: false,
      view_once: false,
      disappears_after: null,
      edited_at: null,
      revoked_at: null,
      reactions: [],
      attachment: null,
      details: null,
      sent_at: at,
      stored_at: at,
    }),
    ...change,
  };
}

const toJson = (fact: WholeFact): string => JSON.stringify(payloadOf(fact));

function toldOf(change: Partial<Message>): { bytes: number; message: ShortMessage } {
  const payload = toJson({
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
  const { message } = toldOf({ text: 'ü'.repeat(9000) });
  expect(message.text).toHaveLength(9000);
  expect(message.text_truncated).toBeUndefined();
});

test('a payload stays under 20 kB whatever a client writes, and says that its text is cut', () => {
  const worst = ['\u0001', '"', '\\', 'ü', '😀', '\u2028', '\uD800', '\uDC00', '\u0000', 'a'];
  for (const unit of worst) {
    const { bytes, message } = toldOf({ text: unit.repeat(100_000 / unit.length) });
    expect(bytes, JSON.stringify(unit)).toBeLessThan(LIMIT);
    expect(message.text_truncated).toBe(true);
    expect(message.text.isWellFormed()).toBe(true);
  }
});

test('a payload stays under 20 kB when the sender’s name and every other field of the page is hostile, too', () => {
  const { bytes } = toldOf({
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
    const { bytes, message } = toldOf({ text, sender_name: text.slice(0, 1000) });
    expect(bytes).toBeLessThan(LIMIT);
    const cut = message.text_truncated === true;
    // A last half of a character may have become U+FFFD.
    expect(text.toWellFormed().startsWith(message.text.toWellFormed().slice(0, -1))).toBe(true);
    expect(cut || message.text.length === text.length).toBe(true);
  }
});

const HOSTILE = '\u0001';
const at = new Date(AT).toISOString();
const attachment: Message['attachment'] = {
  id: newId('att'),
  status: 'pending',
  error: HOSTILE.repeat(100),
  file_name: HOSTILE.repeat(255),
  mime_type: null,
  size: 1,
  sha256: 'ab'.repeat(32),
  duration_seconds: 1,
  width: 1,
  height: 1,
  has_thumbnail: false,
};
/** As much as the page’s contract lets through, in the characters that take the most room in JSON. */
const WORST: Partial<Message> = {
  text: HOSTILE.repeat(100_000),
  sender_name: HOSTILE.repeat(200),
  kind: HOSTILE.repeat(64),
  whatsapp_id: HOSTILE.repeat(128),
  reply_to: { message_id: newId('msg'), whatsapp_id: HOSTILE.repeat(128), preview: HOSTILE.repeat(1000) },
  attachment,
  reactions: Array.from({ length: 2000 }, () => ({
    emoji: HOSTILE.repeat(64),
    from: 'client' as const,
    sender_name: HOSTILE.repeat(200),
    reacted_at: at,
  })),
};
const long = (length: number) => HOSTILE.repeat(length);
const WORST_DETAILS: Message['details'][] = [
  null,
  {
    type: 'location',
    latitude: -89.123456789,
    longitude: -179.123456789,
    name: long(1000),
    address: long(1000),
    is_live: true,
  },
  {
    type: 'contacts',
    contacts: Array.from({ length: 300 }, () => ({
      name: long(500),
      phones: Array.from({ length: 20 }, () => long(50)),
    })),
  },
  { type: 'poll', question: long(1000), options: Array.from({ length: 50 }, () => long(500)), allows_several: true },
  { type: 'call', missed: true, is_video: true },
  { type: 'notice', code: long(100), values: Array.from({ length: 20 }, () => long(200)) },
  { type: 'unknown', json: long(20_000) },
];

for (const details of WORST_DETAILS) {
  test(`a payload stays under 20 kB with every field at its worst: ${details?.type ?? 'no details'}`, () => {
    const { bytes, message } = toldOf({ ...WORST, details });
    expect(bytes).toBeLessThan(LIMIT);
    expect(message).toMatchObject({ text_truncated: true, reactions_truncated: true });
    // Some of the text is always told.
    expect(message.text.length).toBeGreaterThan(50);
    const isCut = details !== null && details.type !== 'call';
    expect(message.details_truncated).toBe(isCut ? true : undefined);
  });
}

test('what is cut is marked, and nothing else is', () => {
  const reactions = WORST.reactions?.slice(0, 3) ?? [];
  const { message } = toldOf({
    text: 'ü'.repeat(100_000),
    reactions,
    details: { type: 'call', missed: true, is_video: false },
  });
  expect(message.text_truncated).toBe(true);
  expect(message.reactions).toHaveLength(3);
  expect([message.reactions_truncated, message.details_truncated]).toEqual([undefined, undefined]);
  // Two bytes each: nearly all of the room is used.
  expect(message.text.length).toBeGreaterThan(7_500);
});

test('any mixture of fields gives a payload under 20 kB that can be read', () => {
  const random = seededRandom(20_261_120);
  const some = (most: number) => {
    const unit = ['\u0001', 'a', 'ü', '😀', '"', '\uD800'][Math.floor(random() * 6)] ?? 'a';
    return unit.repeat(Math.floor(random() * most)).slice(0, most);
  };
  for (let round = 0; round < 300; round++) {
    const details = WORST_DETAILS[Math.floor(random() * WORST_DETAILS.length)] ?? null;
    const { bytes, message } = toldOf({
      ...WORST,
      text: some(30_000),
      sender_name: some(200),
      reactions: WORST.reactions?.slice(0, Math.floor(random() * 100)) ?? [],
      reply_to: null,
      attachment: random() < 0.5 ? null : attachment,
      details,
    });
    expect(bytes).toBeLessThan(LIMIT);
    expect(message.text.isWellFormed() || !message.text_truncated).toBe(true);
  }
});

test('a reaction, a merge and a progress are told beside the message', () => {
  const lawyerId = newId('law');
  const reaction = { emoji: '👍', from: 'client' as const, sender_name: null };
  const payload = toJson({
    type: 'message.reaction',
    lawyerId,
    message: messageWith({}),
    more: { reaction },
    at: AT,
  });
  expect(JSON.parse(payload)).toMatchObject({ type: 'message.reaction', data: { reaction, message: { text: 'x' } } });
});
