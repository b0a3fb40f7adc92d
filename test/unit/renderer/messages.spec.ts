import { expect, test } from '@playwright/test';
import type { Message, Reaction } from '../../../main/contract/entities.ts';
import { Emoji, KNOWN_KINDS } from '../../../main/contract/values.ts';
import { mediaBox } from '../../../renderer/features/attachments/media-box.ts';
import { rowHeight } from '../../../renderer/features/chats/row-height.ts';
import { formatCoordinates } from '../../../renderer/features/messages/format-coordinates.ts';
import { actionsFor } from '../../../renderer/features/messages/message-actions.ts';
import { contentOf, shownText } from '../../../renderer/features/messages/message-content.ts';
import { peaksOf } from '../../../renderer/features/messages/peaks.ts';
import { groupReactions, isEmoji } from '../../../renderer/features/messages/reaction-groups.ts';
import { senderName } from '../../../renderer/features/messages/sender-name.ts';
import { createI18n } from '../../../renderer/i18n/create-i18n.ts';
import de from '../../../renderer/i18n/de.json' with { type: 'json' };
import { aMessage, anAttachment } from './a-message.ts';

const coordinatesIn = (language: string, latitude: number, longitude: number) => {
  const i18n = createI18n('en').addResourceBundle('de', 'translation', de);
  return formatCoordinates(latitude, longitude, i18n.getFixedT(language), language);
};
const sent = '2026-11-22T10:00:00.000Z';
const minutesAfter = (minutes: number) => Date.parse(sent) + minutes * 60_000;
const ours = (more: Partial<Message> = {}) =>
  aMessage({ direction: 'outbound', status: 'read', sent_at: sent, ...more });

test('what a file was found to be decides how it is shown, not what it was sent as', () => {
  const program = anAttachment({ mime_type: 'application/x-msdownload', file_name: 'photo.jpg' });
  for (const kind of ['image', 'video', 'voice', 'audio', 'sticker']) {
    expect(contentOf(aMessage({ kind, attachment: program }))).toMatchObject({ type: 'file', isAsSent: false });
  }
  expect(contentOf(aMessage({ kind: 'document', attachment: program }))).toMatchObject({
    type: 'file',
    isAsSent: true,
  });
  const svg = anAttachment({ mime_type: 'image/svg+xml' });
  expect(contentOf(aMessage({ kind: 'image', attachment: svg })).type).toBe('file');
});

test('photos, films, sounds and stickers are shown as such', () => {
  const shown = (kind: string, mime_type: string) =>
    contentOf(aMessage({ kind, attachment: anAttachment({ mime_type }) }));
  expect(shown('image', 'image/png')).toMatchObject({ type: 'picture', isFilm: false });
  expect(shown('video', 'video/mp4')).toMatchObject({ type: 'picture', isFilm: true });
  expect(shown('voice', 'audio/ogg; codecs=opus')).toMatchObject({ type: 'sound', isVoice: true });
  expect(shown('audio', 'audio/mpeg')).toMatchObject({ type: 'sound', isVoice: false });
  expect(shown('sticker', 'image/webp').type).toBe('sticker');
});

test('a file that is not here is missing, whatever its kind', () => {
  for (const status of ['pending', 'unavailable'] as const) {
    const attachment = anAttachment({ status, mime_type: null });
    expect(contentOf(aMessage({ kind: 'image', attachment })).type).toBe('missing');
    expect(contentOf(aMessage({ kind: 'document', attachment })).type).toBe('missing');
  }
});

test('what is to be viewed once is said to be on the phone alone', () => {
  expect(contentOf(aMessage({ kind: 'image', view_once: true })).type).toBe('view-once');
  expect(contentOf(aMessage({ kind: 'ciphertext', view_once: true })).type).toBe('view-once');
});

test('a kind that is not known is shown as it came, and one without its details is named', () => {
  const unknown = aMessage({ kind: 'event_creation', details: { type: 'unknown', json: '{}' } });
  expect(contentOf(unknown)).toEqual({ type: 'unknown', json: '{}' });
  expect(contentOf(aMessage({ kind: 'event_creation' }))).toEqual({ type: 'unknown', json: null });
  expect(contentOf(aMessage({ kind: 'poll' })).type).toBe('named');
  expect(contentOf(aMessage({ kind: 'revoked' })).type).toBe('unseen');
  for (const kind of KNOWN_KINDS) expect(contentOf(aMessage({ kind })).type).not.toBe('unknown');
});

test('the question of a poll is not shown twice, and a caption is shown', () => {
  const details = { type: 'poll' as const, question: 'When?', options: ['Now'], allows_several: false };
  expect(shownText(aMessage({ kind: 'poll', text: 'When?', details }))).toBe('');
  expect(shownText(aMessage({ kind: 'image', text: 'When?' }))).toBe('When?');
});

test('a message that came in can be answered and reacted to, but not changed', () => {
  expect(actionsFor(aMessage(), false, minutesAfter(1))).toEqual(['reply', 'react', 'copy', 'times']);
});

test('a message of ours can be edited for fifteen minutes, and deleted for sixty hours', () => {
  expect(actionsFor(ours(), false, minutesAfter(15))).toEqual(['reply', 'react', 'copy', 'edit', 'times', 'revoke']);
  expect(actionsFor(ours(), false, minutesAfter(15.1))).not.toContain('edit');
  expect(actionsFor(ours(), false, minutesAfter(60 * 60))).toContain('revoke');
  expect(actionsFor(ours(), false, minutesAfter(60 * 60 + 1))).not.toContain('revoke');
});

test('what waits can be cancelled, and what is on its way cannot', () => {
  expect(actionsFor(ours({ status: 'queued' }), false, minutesAfter(1))).toEqual(['copy', 'times', 'cancel']);
  expect(actionsFor(ours({ status: 'sending' }), false, minutesAfter(1))).toEqual(['copy', 'times']);
});

test('in a group, and with what was deleted, nothing is done in WhatsApp', () => {
  expect(actionsFor(ours(), true, minutesAfter(1))).toEqual(['copy', 'times']);
  expect(actionsFor(ours({ revoked_at: sent }), false, minutesAfter(1))).toEqual(['copy', 'times']);
  expect(actionsFor(aMessage({ kind: 'call', text: '' }), false, minutesAfter(1))).toEqual([]);
});

test('a stored file can be saved, and a sticker has no text to be edited', () => {
  const attachment = anAttachment();
  expect(actionsFor(aMessage({ kind: 'image', text: '', attachment }), false, 0)).toContain('save');
  const sticker = ours({ kind: 'sticker', text: '', attachment });
  expect(actionsFor(sticker, false, minutesAfter(1))).not.toContain('edit');
});

test('reactions are counted by emoji, and it is known which is ours', () => {
  const by = (emoji: string, from: Reaction['from'], sender_name: string | null): Reaction => ({
    emoji,
    from,
    sender_name,
    reacted_at: sent,
  });
  const groups = groupReactions([by('🙏', 'client', 'Tom'), by('👍', 'client', null), by('👍', 'lawyer', null)], '?');
  expect(groups).toEqual([
    { emoji: '👍', count: 2, isOurs: true, names: ['?'] },
    { emoji: '🙏', count: 1, isOurs: false, names: ['Tom'] },
  ]);
});

test('what counts as one emoji is what the contract takes', () => {
  for (const text of ['👍', '👩‍⚖️', '❤️', '🇩🇪', '1️⃣', 'a', '', '👍👍', '1', ' 👍']) {
    expect([text, isEmoji(text)]).toEqual([text, Emoji.safeParse(text).success]);
  }
});

test('in a group the writer has a name or a number, elsewhere the chat is called by the person', () => {
  const group = { isGroup: true, title: 'Tenants' };
  expect(senderName(aMessage({ sender_name: 'Tom' }), group, '?')).toBe('Tom');
  const phone = '+4915112345678' as Message['sender_phone'];
  expect(senderName(aMessage({ sender_name: null, sender_phone: phone }), group, '?')).toBe('+49 151 1234 5678');
  expect(senderName(aMessage({ sender_name: null }), group, '?')).toBe('?');
  expect(senderName(aMessage({ sender_name: 'Tom' }), { isGroup: false, title: 'Thomas' }, '?')).toBe('Thomas');
});

test('the room for a picture is known before it is there, and never too large or too small', () => {
  expect(mediaBox(1200, 800)).toEqual({ width: 320, height: 213 });
  expect(mediaBox(700, 7000)).toEqual({ width: 96, height: 320 });
  expect(mediaBox(64, 64)).toEqual({ width: 96, height: 96 });
  expect(mediaBox(null, 100)).toEqual(mediaBox(null, null));
});

test('a row is expected to be higher the more is in it', () => {
  const plain = rowHeight(aMessage());
  const image = aMessage({ kind: 'image', attachment: anAttachment({ width: 1200, height: 800 }) });
  expect(rowHeight(image)).toBeGreaterThan(plain + 200);
  expect(rowHeight(aMessage({ text: 'x'.repeat(700) }))).toBeGreaterThan(plain + 150);
});

test('a wave form is as loud as its parts are, and silence is flat', () => {
  const samples = Float32Array.from({ length: 400 }, (_, index) => (index < 200 ? 0.5 : 0.25) * (index % 2 ? 1 : -1));
  expect(peaksOf(samples, 4)).toEqual([1, 1, 0.5, 0.5]);
  expect(peaksOf(new Float32Array(100), 3)).toEqual([0, 0, 0]);
  expect(peaksOf(Float32Array.of(0.5), 3)).toHaveLength(3);
});

test('coordinates are given with their sides, as they are written in the language', () => {
  expect(coordinatesIn('en', 52.52, 13.405)).toBe('52.52000° N, 13.40500° E');
  expect(coordinatesIn('en', -33.86, -70)).toBe('33.86000° S, 70.00000° W');
  expect(coordinatesIn('de', 52.52, 13.405)).toBe('52,52000° N; 13,40500° O');
});
