import type { Message } from '../../../main/contract/entities.ts';
import type { Phone } from '../../../main/contract/values.ts';
import { ago } from './fake/fake-id.ts';
import { aPicture, aSound, type FakeMedia, mediaFile } from './fake/media.ts';
import { aSession } from './fake/session.ts';
import type { FakeChat, FakeWorld, NewMessage } from './fake/world.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n');
const PROGRAM = Buffer.from('MZ\x90\x00 this program cannot be run in DOS mode');

/** One chat for each family of messages, so that each fits on a screen. */
export function playEveryKind(world: FakeWorld, media: FakeMedia): void {
  const weber = world.addLawyer('Dr. Anna Weber', aSession('ready'));
  const chatOf = (title: string, phone: string, play: (add: Add, chat: FakeChat) => void) => {
    const chat = world.addChat(weber.id, title, phone);
    play((message) => world.addMessage(weber.id, chat, message), chat);
    chat.conversation.unread_count = 0;
  };
  chatOf('Pictures', '+4915110000001', (add) => playPictures(add, media));
  chatOf('Files', '+4915110000002', (add) => playFiles(add, media));
  chatOf('Sounds', '+4915110000003', (add) => playSounds(add, media));
  chatOf('Cards', '+4915110000004', playCards);
  chatOf('Marks', '+4915110000005', (add) => playMarks(add, world));
  chatOf('Queue', '+4915110000006', (add, chat) => playQueue(add, world, weber.id, chat));
  playGroup(world, weber.id);
}

type Add = (message: NewMessage) => Message;

function playPictures(add: Add, media: FakeMedia): void {
  const wide = aPicture(1200, 800);
  const photo = media.attachment({ bytes: wide.toJPEG(80) }, { width: 1200, height: 800 });
  media.addThumbnail(photo, wide.resize({ width: 72 }).toJPEG(50));
  add({ kind: 'image', text: 'The letter from my landlord', attachment: photo, minutesAgo: 50 });
  const tall = aPicture(700, 1400, [0x7a4d05, 0xd9ebe7]);
  const high = media.attachment({ bytes: tall.toPNG() }, { width: 700, height: 1400 });
  add({ kind: 'image', attachment: high, direction: 'outbound', status: 'read', minutesAgo: 40 });
  const clip = media.attachment({ bytes: mediaFile('clip.webm') }, { width: 320, height: 180, duration_seconds: 3 });
  media.addThumbnail(clip, aPicture(72, 40).toJPEG(60));
  add({ kind: 'video', text: 'The water in the cellar', attachment: clip, minutesAgo: 30 });
  add({ kind: 'sticker', attachment: media.attachment({ bytes: mediaFile('sticker.webp') }), minutesAgo: 20 });
}

function playFiles(add: Add, media: FakeMedia): void {
  const stored = (file_name: string, bytes: Uint8Array) => media.attachment({ bytes, file_name });
  add({ kind: 'document', attachment: stored('Kündigung Sommer 2026.pdf', PDF), minutesAgo: 60 });
  const trap = stored('invoice_2026_march_final_version.pdf.exe', PROGRAM);
  add({ kind: 'document', attachment: trap, minutesAgo: 55 });
  add({ kind: 'document', attachment: stored('photo\u202Egpj.scr', PROGRAM), minutesAgo: 50 });
  add({ kind: 'image', attachment: stored('holiday.jpg', PROGRAM), minutesAgo: 45 });
  const gone = { status: 'unavailable', mime_type: null, sha256: null } as const;
  const dropped = media.attachment({ bytes: PDF }, { ...gone, error: 'media_gone', width: 900, height: 600 });
  media.addThumbnail(dropped, aPicture(72, 48).toJPEG(50));
  add({ kind: 'image', text: 'Can you still see this?', attachment: dropped, minutesAgo: 40 });
  const coming = media.attachment({ bytes: PDF, file_name: 'contract.docx' }, { ...gone, status: 'pending' });
  add({ kind: 'document', attachment: coming, minutesAgo: 35 });
}

function playSounds(add: Add, media: FakeMedia): void {
  const sound = (seconds: number) => media.attachment({ bytes: aSound(seconds) }, { duration_seconds: seconds });
  add({ kind: 'voice', attachment: sound(9), minutesAgo: 30 });
  add({ kind: 'voice', attachment: sound(4), direction: 'outbound', status: 'played', minutesAgo: 20 });
  add({ kind: 'audio', text: 'The recording of the call', attachment: sound(20), minutesAgo: 10 });
}

function playCards(add: Add): void {
  add({
    kind: 'location',
    details: {
      type: 'location',
      latitude: 52.5163,
      longitude: 13.3777,
      name: 'Amtsgericht',
      address: 'Möckernstraße 130, Berlin',
      is_live: false,
    },
    minutesAgo: 60,
  });
  add({
    kind: 'contacts',
    details: {
      type: 'contacts',
      contacts: [
        { name: 'Lena Fischer', phones: ['+49 151 12345699', '030 1234'] },
        { name: 'No Number', phones: [] },
      ],
    },
    minutesAgo: 55,
  });
  add({
    kind: 'poll',
    details: {
      type: 'poll',
      question: 'When shall we meet?',
      options: ['Tuesday at 9', 'Wednesday at 14', 'Neither'],
      allows_several: true,
    },
    minutesAgo: 50,
  });
  add({ kind: 'call', details: { type: 'call', missed: true, is_video: false }, minutesAgo: 45 });
  add({ kind: 'notice', details: { type: 'notice', code: 'encrypt', values: [] }, minutesAgo: 44 });
  add({ kind: 'notice', details: { type: 'notice', code: 'quite_new', values: ['a', 'b'] }, minutesAgo: 43 });
  add({
    kind: 'event_creation',
    details: { type: 'unknown', json: '{"type":"event_creation","name":"Hearing"}' },
    minutesAgo: 40,
  });
}

function playMarks(add: Add, world: FakeWorld): void {
  const first = add({ text: 'When is the hearing?', minutesAgo: 60 });
  add({
    direction: 'outbound',
    status: 'read',
    text: 'On Thursday at half past ten.',
    reply_to: { message_id: first.id, whatsapp_id: first.whatsapp_id, preview: first.text },
    reactions: [
      { emoji: '🙏', from: 'client', sender_name: 'Marks', reacted_at: ago(50) },
      { emoji: '👍', from: 'lawyer', sender_name: null, reacted_at: ago(49) },
    ],
    minutesAgo: 55,
  });
  add({
    text: 'And this was about something that is not stored.',
    reply_to: { message_id: null, whatsapp_id: '3EB0GONE0000', preview: null },
    minutesAgo: 54,
  });
  add({ text: 'Forwarded to many: do not sign anything!', forwarded: true, minutesAgo: 50 });
  const edited = add({
    direction: 'outbound',
    status: 'delivered',
    text: 'The fee is 300 euros.',
    edited_at: ago(4),
    minutesAgo: 6,
  });
  world.versions.set(edited.id, [
    { text: 'The fee is 30 euros.', written_at: edited.sent_at },
    { text: 'The fee is 3000 euros.', written_at: ago(5) },
  ]);
  add({ text: 'I did not tell him anything.', revoked_at: ago(3), minutesAgo: 5 });
  add({ text: 'This disappears in a week.', disappears_after: 604_800, minutesAgo: 4 });
  add({ kind: 'image', view_once: true, minutesAgo: 3 });
  add({ text: 'Please see \u202Efdp.exe\u202C, it is urgent', minutesAgo: 2 });
}

function playQueue(add: Add, world: FakeWorld, lawyerId: string, chat: FakeChat): void {
  const old = add({ direction: 'outbound', status: 'read', text: 'Shall we meet on Tuesday?', minutesAgo: 9 });
  const quiet = add({ direction: 'outbound', text: 'This waits for the morning.', minutesAgo: 4 });
  const asked = add({ direction: 'outbound', status: 'sending', text: 'This is on its way.', minutesAgo: 3 });
  const due = new Date(Date.now() + 9 * 3_600_000).toISOString();
  world.enqueue(lawyerId, chat, { message_id: quiet.id, waits_for: 'quiet_hours', due_at: due });
  world.enqueue(lawyerId, chat, { message_id: asked.id, state: 'sending', waits_for: 'answer', attempts: 1 });
  world.enqueue(lawyerId, chat, {
    action: 'edit',
    message_id: old.id,
    state: 'failed',
    waits_for: null,
    error: 'refused_by_whatsapp',
    attempts: 2,
  });
}

function playGroup(world: FakeWorld, lawyerId: string): void {
  const group = world.addChat(lawyerId, 'Tenants of Lindenstraße 4', null, 'group');
  const say = (name: string | null, phone: string | null, text: string, minutesAgo: number) =>
    world.addMessage(lawyerId, group, { sender_name: name, sender_phone: phone as Phone | null, text, minutesAgo });
  say('Maria', '+4915120000001', 'Who has had the letter as well?', 19);
  say('Maria', '+4915120000001', 'It came yesterday.', 19);
  say('Tom \u202Enat', '+4915120000002', 'I have.', 18);
  say(null, '+4915120000003', 'Me too.', 17);
  group.conversation.unread_count = 0;
}
