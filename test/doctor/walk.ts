import type { Session } from '../../main/contract/entities.ts';
import type { Phone } from '../../main/contract/values.ts';
import type { DoctorApi } from './doctor-api.ts';
import type { Check, Finding } from './findings.ts';
import { linkBy } from './link-by.ts';
import type { LinkingWay, Person } from './person.ts';
import { receive } from './receive.ts';
import { send } from './send.ts';
import { createUntil, LONG } from './until.ts';
import { secondsSince, type Walking } from './walking.ts';

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

/**
 * Walks through linking, history, receiving, sending and logging out on the page that the app shows, and finds out what
 * works there. It sends nothing unless the person agrees.
 */
export async function walk({ api, person, phones, tell, stopped }: WalkOptions): Promise<Walked> {
  const findings: Finding[] = [];
  let reduced: Session['reduced'] = [];
  const found: Walking['found'] = (check, outcome, facts = {}) => {
    const finding = { check, outcome, facts };
    findings.push(finding);
    tell(finding);
  };
  const until = createUntil(stopped);
  const walking: Walking = { api, person, phones, found, until };
  /** The ways in which it was tried to link it. */
  const linkedBy = new Set<LinkingWay>();
  if (await link()) {
    await readHistory();
    await send(walking, await receive(walking));
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
    found('page_loads', 'seen', { seconds: secondsSince(startedAt) });

    const shown = await until(async () => {
      const { qr, state } = await api.session();
      return qr !== undefined || state === 'ready' ? { isCode: qr !== undefined } : null;
    }, LONG);
    found('code_shown', shown?.isCode ? 'seen' : 'not_seen', { seconds: secondsSince(startedAt) });
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
    found(CHECK_OF_WAY[way], session ? 'seen' : 'not_seen', { codes, seconds: secondsSince(startedAt) });
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
      seconds: secondsSince(startedAt),
      chats: progress?.chats_done ?? 0,
      chats_left: progress?.chats_left ?? null,
      messages: stored,
    });
    if (!progress) return;
    await api.syncHistory();
    const again = await until(isDone, LONG);
    found('history_again', again ? 'seen' : 'not_seen', { new_messages: (await api.messageCount()) - stored });
  }

  async function restart(): Promise<void> {
    const startedAt = performance.now();
    const before = (await api.session()).since;
    await api.restart();
    const ready = await until(async () => {
      const { state, since } = await api.session();
      return (state === 'ready' && since !== before) || state === 'qr' ? state : null;
    }, LONG);
    found('restart', ready === 'ready' ? 'seen' : 'not_seen', { seconds: secondsSince(startedAt) });
  }

  async function logOut(): Promise<void> {
    await api.logOut();
    const state = await until(async () => {
      const session = await api.session();
      return session.state === 'qr' || session.state === 'logged-out' ? session.state : null;
    }, LONG);
    found('log_out', state ? 'seen' : 'not_seen', { state });
  }
}
