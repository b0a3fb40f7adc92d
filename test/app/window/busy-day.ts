import { aSession, QR } from './fake/session.ts';
import type { FakeWorld } from './fake/world.ts';

export const LONG_CHAT_LENGTH = 5000;
export const HOSTILE_TEXT =
  '<script>window.hacked = true</script><img src=x onerror="window.hacked = true"> \u202Egnp.exe\u202C & more';

const NAMES = [
  'Maria Schneider', 'Jonas Becker', 'Amira Haddad', 'Thomas Krüger', 'Elif Yılmaz', 'Sofia Rossi', 'Peter Hoffmann',
  'Katarzyna Nowak', 'Ole Hansen', 'Dr. Hannah Vogel', 'Lukas Brandt', 'Inês Carvalho', 'Mehmet Öztürk', 'Clara Winter',
]; // biome-ignore format: a table
const LINES = [
  'Good morning, I have received a letter from my landlord.',
  'When can I reach you by phone?',
  'Thank you, that helps me a lot.',
  'The hearing has been moved to Thursday at 10:30.',
  'I have signed the power of attorney and sent it by post.',
  'Do I have to answer the other side before Friday?',
];

/** A lawyer's ordinary day: many chats, one long one, some odd ones, and two colleagues. */
export function playBusyDay(world: FakeWorld): void {
  world.app.change({
    warnings: [
      { code: 'stand_in_runtime', message: 'stand-in' },
      { code: 'key_in_file', message: 'key in file' },
    ],
  });
  const weber = world.addLawyer('Dr. Anna Weber', aSession('ready'));
  world.addLawyer(
    'Carlos Mendes',
    aSession('reconnecting', { cause: 'network_lost', steps: ['check_network', 'wait'] }),
  );
  world.addLawyer('Yasmin El-Sayed', aSession('qr', { qr: QR, steps: ['scan_qr', 'use_pairing_code'] }));

  for (let index = 0; index < 190; index += 1) {
    const name = `${NAMES[index % NAMES.length]}${index < NAMES.length ? '' : ` ${Math.floor(index / NAMES.length) + 1}`}`;
    const chat = world.addChat(weber.id, name, `+49151200${String(10_000 + index)}`);
    const outbound = index % 3 === 1;
    const statuses = ['read', 'delivered', 'sent'] as const;
    world.addMessage(weber.id, chat, {
      text: LINES[index % LINES.length] ?? '',
      direction: outbound ? 'outbound' : 'inbound',
      ...(outbound && { status: statuses[index % 3] ?? 'sent' }),
      minutesAgo: 200 + index * 97,
    });
    chat.conversation.unread_count = index === 2 ? 3 : 0;
  }
  playOddChats(world, weber.id);
  playMainChat(world, weber.id);
}

function playMainChat(world: FakeWorld, lawyerId: string): void {
  const chat = world.addChat(lawyerId, 'Julia Sommer', '+4915112345678');
  const add = (
    minutesAgo: number,
    text: string,
    status?: 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown',
    error?: string,
  ) =>
    world.addMessage(lawyerId, chat, {
      text,
      minutesAgo,
      ...(status && { direction: 'outbound', status }),
      ...(error && { error }),
    });
  add(60 * 50, 'Hello Dr. Weber, my employer has given me notice without a reason. Is that allowed?');
  add(60 * 49.9, 'I have worked there for six years.', undefined);
  add(
    60 * 49,
    'Good evening Ms Sommer. After six months the Protection Against Dismissal Act applies, so a reason is needed. The claim must reach the court within three weeks.',
    'read',
  );
  add(60 * 48.9, 'When did you receive the letter?', 'read');
  add(60 * 25, 'On Tuesday. Here it is 👇');
  world.addMessage(lawyerId, chat, { text: 'Kündigung_Sommer.pdf', kind: 'document', minutesAgo: 60 * 24.9 });
  add(60 * 24.5, 'Thank you. I will prepare the claim and send you the draft tomorrow.', 'read');
  add(96, 'That is a great relief 🙏 Do you need anything else from me?');
  add(44, 'Only the employment contract and your last three payslips.', 'read');
  add(31, 'And your legal protection insurance, if you have one.', 'delivered');
  add(12, 'The court fee is due by Friday.', 'unknown');
  add(9, 'My colleague will call you from another number.', 'failed', 'not_on_whatsapp');
  add(4, 'I will bring everything tomorrow at nine.');
  add(2, 'Perfect, see you then.', 'sent');
  const ring = add(1, 'Please ring at the side entrance.', 'queued');
  world.enqueue(lawyerId, chat, { message_id: ring.id, waits_for: 'pace' });
  chat.conversation.unread_count = 0;
}

function playOddChats(world: FakeWorld, lawyerId: string): void {
  const hostile = world.addChat(lawyerId, '<b>Mallory</b> \u202Egpj.exe', '+4915198765432');
  world.addMessage(lawyerId, hostile, { text: HOSTILE_TEXT, minutesAgo: 150 });
  world.addMessage(lawyerId, hostile, { text: `https://example.org/${'x'.repeat(400)}`, minutesAgo: 149 });
  const arabic = world.addChat(lawyerId, 'ليلى حداد', '+971501234567');
  world.addMessage(lawyerId, arabic, {
    text: 'صباح الخير، هل يمكننا تأجيل الموعد إلى يوم الخميس الساعة 10:30؟',
    minutesAgo: 142,
  });
  world.addMessage(lawyerId, arabic, {
    text: 'Of course, Thursday it is.',
    direction: 'outbound',
    status: 'read',
    minutesAgo: 140,
  });
  const opaque = world.addChat(lawyerId, 'Noor', null);
  world.addMessage(lawyerId, opaque, { text: 'Is this the law office?', minutesAgo: 130 });
  const unnamed = world.addChat(lawyerId, '+5511987654321', '+5511987654321');
  world.addMessage(lawyerId, unnamed, { text: '👍🏽👩‍⚖️', minutesAgo: 120 });
  const long = world.addChat(lawyerId, 'Long Case', '+4915155555555');
  for (let index = 0; index < LONG_CHAT_LENGTH; index += 1) {
    const outbound = index % 3 === 0;
    world.addMessage(lawyerId, long, {
      text: `Message ${index + 1}: ${(LINES[index % LINES.length] ?? '').repeat(1 + (index % 4))}`,
      direction: outbound ? 'outbound' : 'inbound',
      ...(outbound && { status: 'read' }),
      minutesAgo: 110 + (LONG_CHAT_LENGTH - index) * 13,
    });
  }
  long.conversation.unread_count = 0;
}
