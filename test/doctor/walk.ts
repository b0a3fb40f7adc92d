import { setTimeout as sleep } from 'node:timers/promises';
import type { Message, Session } from '../../main/contract/entities.ts';
import type { Phone } from '../../main/contract/values.ts';
import type { Chat, DoctorApi } from './doctor-api.ts';
import type { Check, Fact, Finding, Outcome } from './findings.ts';
import type { Person } from './person.ts';
import { SAMPLE_DOCUMENT, SAMPLE_IMAGE } from './sample-files.ts';

/** Between two looks, in ms. */
const LOOK_EVERY = 250;
/** For what depends on the page loading and syncing, in ms. */
const LONG = 10 * 60_000;
/** For what WhatsApp does at once, in ms. */
const SHORT = 60_000;

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

/** What a client is asked to do, and how its arrival is recognised. */
const TO_RECEIVE: readonly { check: Check; kind: string; what: string; hasFile: boolean }[] = [
  { check: 'receive_text', kind: 'text', what: 'Write a short text', hasFile: false },
  { check: 'receive_image', kind: 'image', what: 'Send a picture', hasFile: true },
  { check: 'receive_video', kind: 'video', what: 'Send a short video', hasFile: true },
  { check: 'receive_voice', kind: 'voice', what: 'Send a voice note', hasFile: true },
  { check: 'receive_document', kind: 'document', what: 'Send a document, such as a PDF', hasFile: true },
  { check: 'receive_sticker', kind: 'sticker', what: 'Send a sticker', hasFile: true },
  { check: 'receive_location', kind: 'location', what: 'Send a location', hasFile: false },
  { check: 'receive_contacts', kind: 'contacts', what: 'Send a contact', hasFile: false },
  { check: 'receive_poll', kind: 'poll', what: 'Send a poll', hasFile: false },
  { check: 'receive_call', kind: 'call', what: 'Call by WhatsApp, and hang up before anybody answers', hasFile: false },
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

  /** Looks until there is an answer; null when it does not come in time. */
  async function until<Answer>(look: () => Promise<Answer | null>, patience: number): Promise<Answer | null> {
    const deadline = performance.now() + patience;
    while (performance.now() < deadline) {
      stopped.throwIfAborted();
      const answer = await look();
      if (answer !== null) return answer;
      await sleep(LOOK_EVERY, undefined, { signal: stopped });
    }
    return null;
  }

  if (await link()) {
    await readHistory();
    await receive();
    await send();
    await restart();
    await logOut();
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

    let shown = '';
    let codes = 0;
    const ready = await until(async () => {
      const session = await api.session();
      if (session.qr && session.qr !== shown) {
        shown = session.qr;
        codes += 1;
        await person.scan(shown);
      }
      return session.state === 'ready' || session.cause === 'other_account' ? session : null;
    }, LONG);
    found('code_shown', codes > 0 ? 'seen' : 'not_seen', { codes });
    if (ready?.cause === 'other_account') {
      found('own_account', 'not_seen');
      return false;
    }
    found('linked', ready ? 'seen' : 'not_seen', { seconds: seconds(startedAt) });
    if (!ready) return false;
    found('own_account', ready.account?.phone === phones.own ? 'seen' : 'not_seen', { known: ready.account != null });
    reduced = ready.reduced;
    const missing = ready.reduced.filter(({ driver }) => driver === null).length;
    found('abilities', ready.reduced.length === 0 ? 'seen' : 'not_seen', {
      missing,
      by_second_driver: ready.reduced.length - missing,
    });
    return true;
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
    for (const { id } of (await api.newestChat())?.messages ?? []) seen.add(id);
    let text: Message | null = null;
    for (const { check, kind, what, hasFile } of TO_RECEIVE) {
      if (!(await person.act(check, `On the other phone: ${what.toLowerCase()} to the linked number.`))) {
        found(check, 'skipped');
        continue;
      }
      const arrived = await until(() => arrival(seen, kind), SHORT);
      if (arrived) seen.add(arrived.message.id);
      if (arrived && hasFile) await until(() => fileOf(arrived.message.id), SHORT);
      found(check, arrived ? 'seen' : 'not_seen', arrived ? await factsOf(arrived.message, hasFile) : {});
      if (arrived && text === null) {
        found('identity', 'seen', { known_by: arrived.chat.phone === null ? 'lid_only' : 'phone' });
      }
      if (kind === 'text') text = arrived?.message ?? null;
    }
    if (text) await receiveChanges(text, seen);
  }

  async function receiveChanges(text: Message, seen: Set<string>): Promise<void> {
    const changes: readonly { check: Check; what: string; look(): Promise<Facts | null> }[] = [
      {
        check: 'receive_reply',
        what: 'answer your own text with a reply (swipe it, then write)',
        async look() {
          const reply = await arrival(seen, 'text');
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
    const chat = (await api.chatWith(phones.other)) ?? (await api.newestChat());
    const checks = ['send_text', 'send_reply', 'send_image', 'send_document', 'send_reaction'] as const;
    const agreed =
      chat !== null &&
      (await person.agrees(
        'May four messages with no private content be sent to the other phone, to try out sending?',
      ));
    if (!agreed) {
      for (const check of [...checks, 'send_edit', 'send_revoke'] as const) found(check, 'skipped');
      return;
    }
    const textId = await api.send(chat.id, { text: 'This is a test.' });
    await sent('send_text', textId);
    const inbound = chat.messages.findLast(({ direction, kind }) => direction === 'inbound' && kind === 'text');
    if (inbound) await sent('send_reply', await api.send(chat.id, { text: 'A test reply.', reply_to: inbound.id }));
    else found('send_reply', 'skipped');
    const image = await api.upload('test.png', SAMPLE_IMAGE);
    await sent('send_image', await api.send(chat.id, { attachment: { id: image.id, use: 'image' } }));
    const document = await api.upload('test.pdf', SAMPLE_DOCUMENT);
    await sent('send_document', await api.send(chat.id, { attachment: { id: document.id, use: 'document' } }));

    if (inbound) {
      await api.react(inbound.id, '👍');
      await changed('send_reaction', inbound.id, ({ reactions }) => reactions.some(({ from }) => from === 'lawyer'));
    } else found('send_reaction', 'skipped');
    await api.edit(textId, 'This is an edited test.');
    await changed('send_edit', textId, ({ edited_at }) => edited_at !== null);
    await api.revoke(textId);
    await changed('send_revoke', textId, ({ revoked_at }) => revoked_at !== null);
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

  async function arrival(seen: ReadonlySet<string>, kind: string): Promise<{ chat: Chat; message: Message } | null> {
    const chat = (await api.chatWith(phones.other)) ?? (await api.newestChat());
    const message = chat?.messages.find(
      (candidate) => candidate.direction === 'inbound' && candidate.kind === kind && !seen.has(candidate.id),
    );
    return chat && message ? { chat, message } : null;
  }

  async function fileOf(id: string): Promise<true | null> {
    const { attachment } = await api.message(id);
    return attachment !== null && attachment.status !== 'pending' ? true : null;
  }

  async function factsOf({ id, sent_at, stored_at }: Message, hasFile: boolean): Promise<Facts> {
    const { attachment } = await api.message(id);
    return {
      seconds_until_stored: Math.round((Date.parse(stored_at) - Date.parse(sent_at)) / 1000),
      ...(hasFile ? { file: attachment?.status ?? null, bytes: attachment?.size ?? null } : {}),
    };
  }
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 100) / 10;
}
