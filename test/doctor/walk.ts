import type { Message, Session } from '../../main/contract/entities.ts';
import type { FileUse, Phone } from '../../main/contract/values.ts';
import type { Chat, DoctorApi } from './doctor-api.ts';
import type { Check, Fact, Finding, Outcome } from './findings.ts';
import { linkBy } from './link-by.ts';
import type { LinkingWay, Person } from './person.ts';
import { SAMPLE_DOCUMENT, SAMPLE_IMAGE } from './sample-files.ts';
import { SAMPLE_VIDEO } from './sample-video.ts';
import { SAMPLE_VOICE } from './sample-voice.ts';
import { type IsIt, TO_RECEIVE } from './to-receive.ts';
import { createUntil, LONG, SHORT } from './until.ts';

const CHECK_OF_WAY: Record<LinkingWay, Check> = { qr: 'link_by_qr', code: 'link_by_code' };

export interface WalkOptions {
  api: DoctorApi;
  person: Person;
  phones: { own: Phone; other: Phone };
  /** Tells the person what is looked at, and what came of it. */
  tell(finding: Finding): void;
  stopped: AbortSignal;
}

/** `reduced`: abilities that are missing or that the second driver does, as they were when the session became ready. */
export interface Walked {
  findings: Finding[];
  reduced: Session['reduced'];
}

type Facts = Record<string, Fact>;

/** Files that hold nothing private, as each is shown on the other phone. */
const TO_SEND: readonly { check: Check; name: string; bytes: Buffer; use: FileUse }[] = [
  { check: 'send_image', name: 'test.png', bytes: SAMPLE_IMAGE, use: 'image' },
  { check: 'send_video', name: 'test.mp4', bytes: SAMPLE_VIDEO, use: 'video' },
  { check: 'send_voice', name: 'test.ogg', bytes: SAMPLE_VOICE, use: 'voice' },
  { check: 'send_document', name: 'test.pdf', bytes: SAMPLE_DOCUMENT, use: 'document' },
];

/**
 * Walks through linking, history, receiving, sending and logging out on the page that the app shows, and finds out what
 * works there. It sends nothing unless the person agrees.
 */
export async function walk({ api, person, phones, tell, stopped }: WalkOptions): Promise<Walked> {
  const findings: Finding[] = [];
  let reduced: Session['reduced'] = [];
  const found = (check: Check, outcome: Outcome, facts: Facts = {}): void => {
    const finding = { check, outcome, facts };
    findings.push(finding);
    tell(finding);
  };

  const until = createUntil(stopped);

  /** The chat in which the other phone was seen to write what it was asked for; null: in none yet. */
  let otherChat: string | null = null;
  /** The ways in which it was tried to link it. */
  const linkedBy = new Set<LinkingWay>();
  if (await link()) {
    await readHistory();
    await receive();
    await send();
    await restart();
    await logOut();
    await linkTheOtherWay();
  }
  return { findings, reduced };

  async function link(): Promise<boolean> {
    const startedAt = performance.now();
    const first = await until(async () => {
      const session = await api.session();
      return ['qr', 'ready', 'syncing', 'failed', 'unsupported-browser'].includes(session.state) ? session : null;
    }, LONG);
    if (!first || first.state === 'failed' || first.state === 'unsupported-browser') {
      found('page_loads', 'not_seen', { state: first?.state ?? null, cause: first?.cause ?? null });
      return false;
    }
    found('page_loads', 'seen', { seconds: seconds(startedAt) });

    const shown = await until(async () => {
      const { qr, state } = await api.session();
      return qr !== undefined || state === 'ready' ? { isCode: qr !== undefined } : null;
    }, LONG);
    found('code_shown', shown?.isCode ? 'seen' : 'not_seen', { seconds: seconds(startedAt) });
    let ready = await tryLinking(await person.linksBy());
    // Without a link nothing else can be looked at: who cannot do it by a code scans one.
    if (!ready && shown?.isCode && linkedBy.has('code')) ready = await tryLinking('qr');
    if (!ready) return false;
    if (ready.cause === 'other_account') {
      found('own_account', 'not_seen');
      return false;
    }
    found('own_account', ready.account?.phone === phones.own ? 'seen' : 'not_seen', { known: ready.account != null });
    reduced = ready.reduced;
    const missing = ready.reduced.filter(({ driver }) => driver === null).length;
    found('abilities', ready.reduced.length === 0 ? 'seen' : 'not_seen', {
      missing,
      by_second_driver: ready.reduced.length - missing,
    });
    return true;
  }

  /** Null when it could not be linked in that way. */
  async function tryLinking(way: LinkingWay): Promise<Session | null> {
    linkedBy.add(way);
    const startedAt = performance.now();
    const { session, codes } = await linkBy({ api, person, until }, way);
    found(CHECK_OF_WAY[way], session ? 'seen' : 'not_seen', { codes, seconds: seconds(startedAt) });
    return session;
  }

  /** Once all is done and it is logged out again: both ways are seen in one walk, if the person has the time. */
  async function linkTheOtherWay(): Promise<void> {
    const way = linkedBy.has('qr') ? 'code' : 'qr';
    if (linkedBy.has(way)) return;
    const how = way === 'qr' ? 'the QR code' : 'a code that is typed in on the phone';
    if (await person.agrees(`May it be linked once more, by ${how}, and logged out again?`)) {
      const session = await tryLinking(way);
      if (session?.state === 'ready') await api.logOut();
    } else found(CHECK_OF_WAY[way], 'skipped');
  }

  async function readHistory(): Promise<void> {
    const startedAt = performance.now();
    const isDone = async () => {
      const progress = await api.history();
      return progress.state === 'complete' ? progress : null;
    };
    const progress = await until(isDone, LONG);
    const stored = await api.messageCount();
    found('history', progress ? 'seen' : 'not_seen', {
      seconds: seconds(startedAt),
      chats: progress?.chats_done ?? 0,
      chats_left: progress?.chats_left ?? null,
      messages: stored,
    });
    if (!progress) return;
    await api.syncHistory();
    const again = await until(isDone, LONG);
    found('history_again', again ? 'seen' : 'not_seen', { new_messages: (await api.messageCount()) - stored });
  }

  async function receive(): Promise<void> {
    const seen = new Set<string>();
    for (const { id } of (await chatToWatch())?.messages ?? []) seen.add(id);
    let text: Message | null = null;
    for (const { check, is, what, hasFile } of TO_RECEIVE) {
      if (!(await person.act(check, `On the other phone: ${what.toLowerCase()} to the linked number.`))) {
        found(check, 'skipped');
        continue;
      }
      const arrived = await until(() => arrival(seen, is), SHORT);
      if (arrived) {
        seen.add(arrived.message.id);
        otherChat ??= arrived.chat.id;
      }
      if (arrived && hasFile) await until(() => fileOf(arrived.message.id), SHORT);
      const facts = arrived ? await factsOf(arrived.message, hasFile) : {};
      // WhatsApp Web is never given what is to be viewed once: a file of it is one that we should not have.
      found(check, arrived && facts.file_held !== true ? 'seen' : 'not_seen', facts);
      if (arrived && text === null) {
        found('identity', 'seen', { known_by: arrived.chat.phone === null ? 'lid_only' : 'phone' });
      }
      if (check === 'receive_text') text = arrived?.message ?? null;
    }
    if (text) await receiveChanges(text, seen);
  }

  async function receiveChanges(text: Message, seen: Set<string>): Promise<void> {
    const changes: readonly { check: Check; what: string; look(): Promise<Facts | null> }[] = [
      {
        check: 'receive_reply',
        what: 'answer your own text with a reply (swipe it, then write)',
        async look() {
          const reply = await arrival(seen, ({ kind, reply_to }) => kind === 'text' && reply_to !== null);
          return reply?.message.reply_to ? { quoted_found: reply.message.reply_to.message_id === text.id } : null;
        },
      },
      {
        check: 'receive_reaction',
        what: 'react to your text with an emoji',
        async look() {
          const { reactions } = await api.message(text.id);
          return reactions.length > 0 ? { reactions: reactions.length } : null;
        },
      },
      {
        check: 'receive_edit',
        what: 'edit your text',
        async look() {
          const { edited_at } = await api.message(text.id);
          return edited_at === null ? null : { versions_kept: await api.versions(text.id) };
        },
      },
      {
        check: 'receive_revoke',
        what: 'delete your text for everyone',
        async look() {
          const message = await api.message(text.id);
          return message.revoked_at === null ? null : { text_kept: message.text !== '' };
        },
      },
    ];
    for (const { check, what, look } of changes) {
      if (!(await person.act(check, `On the other phone: ${what}.`))) found(check, 'skipped');
      else {
        const facts = await until(look, SHORT);
        found(check, facts ? 'seen' : 'not_seen', facts ?? {});
      }
    }
  }

  async function send(): Promise<void> {
    // Never to whoever has written last: that may be somebody else.
    const chat = (await api.chatWith(phones.other)) ?? (otherChat === null ? null : await api.chatOf(otherChat));
    const changes = ['send_reaction', 'send_edit', 'send_revoke'] as const;
    const agreed =
      chat !== null &&
      (await person.agrees(
        'May the chat with the other phone be marked as read, and six messages with no private content be sent there?',
      ));
    if (!agreed) {
      const files = TO_SEND.map(({ check }) => check);
      for (const check of ['mark_read', 'send_text', 'send_reply', ...files, ...changes] as const)
        found(check, 'skipped');
      return;
    }
    // Before anything is sent: that alone shows that the chat was read.
    await markRead(chat);
    const textId = await api.send(chat.id, { text: 'This is a test.' });
    await sent('send_text', textId);
    const inbound = chat.messages.findLast(({ direction, kind }) => direction === 'inbound' && kind === 'text');
    if (inbound) await sent('send_reply', await api.send(chat.id, { text: 'A test reply.', reply_to: inbound.id }));
    else found('send_reply', 'skipped');
    for (const { check, name, bytes, use } of TO_SEND) {
      const { id } = await api.upload(name, bytes);
      await sent(check, await api.send(chat.id, { attachment: { id, use } }));
    }

    if (inbound) {
      await api.react(inbound.id, '👍');
      await changed('send_reaction', inbound.id, ({ reactions }) => reactions.some(({ from }) => from === 'lawyer'));
    } else found('send_reaction', 'skipped');
    await api.edit(textId, 'This is an edited test.');
    await changed('send_edit', textId, ({ edited_at }) => edited_at !== null);
    await api.revoke(textId);
    await changed('send_revoke', textId, ({ revoked_at }) => revoked_at !== null);
  }

  async function markRead({ id }: Chat): Promise<void> {
    const before = (await api.chatOf(id)).unread_count;
    const action = await api.markRead(id);
    const done = await until(async () => ((await api.isQueued(action)) ? null : true), SHORT);
    const shown =
      done && (await person.sees('mark_read', 'On the other phone: are the ticks of your last message blue now?'));
    const { unread_count } = await api.chatOf(id);
    found('mark_read', done && shown !== false && unread_count === 0 ? 'seen' : 'not_seen', {
      unread_before: before,
      unread_after: unread_count,
      blue_ticks: shown,
    });
  }

  async function sent(check: Check, id: string): Promise<void> {
    const startedAt = performance.now();
    const ends = ['sent', 'delivered', 'read', 'failed', 'unknown'];
    const taken = await until(async () => {
      const message = await api.message(id);
      return ends.includes(message.status) ? message : null;
    }, SHORT);
    const works = taken !== null && taken.status !== 'failed' && taken.status !== 'unknown';
    found(check, works ? 'seen' : 'not_seen', {
      seconds: seconds(startedAt),
      status: (taken?.status as 'sent' | 'failed' | undefined) ?? null,
    });
  }

  async function changed(check: Check, id: string, isChanged: (message: Message) => boolean): Promise<void> {
    const done = await until(async () => (isChanged(await api.message(id)) ? true : null), SHORT);
    found(check, done ? 'seen' : 'not_seen');
  }

  async function restart(): Promise<void> {
    const startedAt = performance.now();
    const before = (await api.session()).since;
    await api.restart();
    const ready = await until(async () => {
      const { state, since } = await api.session();
      return (state === 'ready' && since !== before) || state === 'qr' ? state : null;
    }, LONG);
    found('restart', ready === 'ready' ? 'seen' : 'not_seen', { seconds: seconds(startedAt) });
  }

  async function logOut(): Promise<void> {
    await api.logOut();
    const state = await until(async () => {
      const session = await api.session();
      return session.state === 'qr' || session.state === 'logged-out' ? session.state : null;
    }, LONG);
    found('log_out', state ? 'seen' : 'not_seen', { state });
  }

  /** Where the other phone writes. Its number may not be known of its chat; but one with another number is not its own. */
  async function chatToWatch(): Promise<Chat | null> {
    const known = await api.chatWith(phones.other);
    if (known) return known;
    if (otherChat !== null) return api.chatOf(otherChat);
    const newest = await api.newestChat();
    return newest?.phone === null ? newest : null;
  }

  async function arrival(seen: ReadonlySet<string>, is: IsIt): Promise<{ chat: Chat; message: Message } | null> {
    const chat = await chatToWatch();
    const message = chat?.messages.find(
      (candidate) => candidate.direction === 'inbound' && is(candidate) && !seen.has(candidate.id),
    );
    return chat && message ? { chat, message } : null;
  }

  async function fileOf(id: string): Promise<true | null> {
    const { attachment } = await api.message(id);
    return attachment !== null && attachment.status !== 'pending' ? true : null;
  }

  async function factsOf(message: Message, hasFile: boolean): Promise<Facts> {
    const { id, sent_at, stored_at, view_once, disappears_after } = message;
    const { attachment } = await api.message(id);
    return {
      seconds_until_stored: Math.round((Date.parse(stored_at) - Date.parse(sent_at)) / 1000),
      ...(hasFile ? { file: attachment?.status ?? null, bytes: attachment?.size ?? null } : {}),
      ...(view_once ? { view_once, file_held: attachment?.status === 'stored' } : {}),
      ...(disappears_after === null ? {} : { disappears_after }),
    };
  }
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 100) / 10;
}
