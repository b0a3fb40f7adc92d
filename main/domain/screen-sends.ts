import type { LawyerId, MessageId } from '../contract/ids.ts';
import { parseChat } from './chat-address.ts';
import type { Clock, Millis } from './clock.ts';
import type { Database } from './ports.ts';
import type { PageFact } from './receive-from-page.ts';

/** So long after it was begun to be typed, by WhatsApp's own time, a message is recognised by its text. */
const RECOGNISED: Millis = 10 * 60_000;
/** WhatsApp's clock and ours may differ by so much, and the screen tells the minute only. */
const CLOCK_MARGIN: Millis = 120_000;

interface Typed {
  messageId: MessageId;
  chat: string;
  text: string;
  at: Millis;
}

export interface ScreenSends {
  /** That message is being typed on the screen; `work` ends when its answer is stored. */
  begin(typed: Omit<Typed, 'at'>, work: Promise<unknown>): void;
  /** It was not typed after all, or its id is known. */
  forget(messageId: MessageId): void;
  /**
   * Which of the facts may be about what is being typed at this moment: those must be stored after `typed`, which resolves
   * when that has its id. All others wait for nothing. For `createStoreFacts`, which everything that is stored of a page
   * passes through, as is `claim`.
   */
  holdBack(facts: readonly PageFact[]): Promise<HeldBack>;
  /**
   * Gives our own messages among the facts their place: what the page shows of a message that was typed for us is that
   * message, and no other one.
   */
  claim(facts: readonly PageFact[]): Promise<void>;
}

export interface HeldBack {
  free: PageFact[];
  held: PageFact[];
  typed: Promise<unknown>;
}

/**
 * Messages that the second driver has typed on the screen. WhatsApp gives them ids of its own, which are learnt from what
 * the page shows next: by the chat, the text and the time.
 */
export function createScreenSends(database: Database, clock: Clock, lawyerId: LawyerId): ScreenSends {
  let typed: Typed[] = [];
  /** What is being typed now, in that chat. */
  let working: { chat: string; at: Millis; work: Promise<unknown> } | null = null;

  /** A message of ours that is not stored, or what became of one. What is stored already has its place. */
  async function mayBeTyped(fact: PageFact, { chat, at }: { chat: string; at: Millis }): Promise<boolean> {
    if (fact.kind !== 'message' && fact.kind !== 'ack') return false;
    const told = fact.kind === 'message' ? fact.message : fact.ack;
    if (!told.fromMe || !mayBeOneChat(chat, told.chat)) return false;
    if (fact.kind === 'message' && fact.message.timestamp * 1000 < at - CLOCK_MARGIN) return false;
    return !(await database.read((stores) => stores.messages.findByWhatsAppId(lawyerId, 'outbound', told.id)));
  }

  async function claimOne(fact: Extract<PageFact, { kind: 'message' }>): Promise<void> {
    const { id, chat, text, timestamp } = fact.message;
    const sentAt = timestamp * 1000;
    // What was typed and never sent must not become what somebody writes in the same words much later.
    const isOfThatTime = ({ at }: Typed) => sentAt >= at - CLOCK_MARGIN && sentAt <= at + RECOGNISED;
    const mine = typed.find((one) => one.chat === chat && one.text === text && isOfThatTime(one));
    if (!mine) return;
    const isClaimed = await database.write(async (stores) => {
      // Known already: an earlier message with the same text.
      if (await stores.messages.findByWhatsAppId(lawyerId, 'outbound', id)) return false;
      await stores.messages.setWhatsAppId(lawyerId, mine.messageId, id);
      return true;
    });
    if (isClaimed) forget(mine.messageId);
  }

  function forget(messageId: MessageId): void {
    typed = typed.filter((one) => one.messageId !== messageId);
  }

  return {
    forget,
    begin(message, work) {
      typed = typed.filter(({ at }) => clock.now() - at < RECOGNISED);
      typed.push({ ...message, at: clock.now() });
      const mine = { chat: message.chat, at: clock.now(), work };
      working = mine;
      const ended = (): void => {
        if (working === mine) working = null;
      };
      work.then(ended, ended);
    },
    async holdBack(facts) {
      const now = working;
      const free: PageFact[] = [];
      const held: PageFact[] = [];
      for (const fact of facts) (now && (await mayBeTyped(fact, now)) ? held : free).push(fact);
      return { free, held, typed: now?.work ?? Promise.resolve() };
    },
    async claim(facts) {
      if (typed.length === 0) return;
      for (const fact of facts) if (fact.kind === 'message' && fact.message.fromMe) await claimOne(fact);
    },
  };
}

/** A person's chat has a number or a lid, and which belong together is not always known. */
function mayBeOneChat(one: string, other: string): boolean {
  if (one === other) return true;
  const [first, second] = [parseChat(one), parseChat(other)];
  if (first?.type !== 'person' || second?.type !== 'person') return false;
  return first.address.kind !== second.address.kind;
}
