import { waitUntil } from '../../demo/wait-until.ts';
import { clockOffset } from '../probe/clock-offset.ts';
import type { DevTools } from '../probe/dev-tools.ts';

/** How long something may take to be seen that is not lost, in ms. */
const PATIENCE = 30_000;

/**
 * Runs in our window's page, through its inspector: nothing of it is in the product.
 *
 * A time begins with the input event's own time stamp: when the browser got it, not when a listener came to it. It ends
 * with the first frame in whose DOM the thing is seen: that is looked for in requestAnimationFrame, right before the
 * frame's style, layout and paint, and a message that is posted there is answered as the first task after them. Event
 * Timing would end with the next paint, whatever is in it (a spinner, too), and Element Timing wants marks in the product.
 * What the compositor and the screen add to a paint, a frame or so, is not in it.
 */
const PROBE = `(() => {
  const later = (work) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); work(performance.now()); };
    port2.postMessage(null);
  };
  const painted = (isSeen) => new Promise((resolve, reject) => {
    const until = performance.now() + ${PATIENCE};
    const look = () => {
      if (isSeen()) later(resolve);
      else if (performance.now() > until) reject(new Error('it was never seen: ' + isSeen));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const within = (element, box) => {
    const [a, b] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
    return a.height > 0 && a.bottom > b.top && a.top < b.bottom;
  };
  globalThis.bench = {
    later,
    painted,
    within,
    frames: async (count) => { for (let n = 0; n < count; n++) await new Promise(requestAnimationFrame); },
    expect(type, isSeen) {
      const began = new Promise((resolve) => {
        addEventListener(type, ({ timeStamp }) => resolve(timeStamp), { once: true, capture: true });
      });
      this.took = began.then(async (from) => (await painted(isSeen)) - from);
      this.took.catch(() => {});
    },
    messageIsSeen(id) {
      const log = document.querySelector('[role="log"]');
      const message = log?.querySelector('[data-message="' + id + '"]');
      return message ? within(message, log) : false;
    },
  };
})()`;

/** Our own window, as a person with a mouse and a keyboard has it. */
export interface WindowPage {
  evaluate<Value>(expression: string): Promise<Value>;
  /**
   * From an input event of that type, which `act` makes, until what is wanted is painted, in ms. `isSeen` is an expression
   * of the page's.
   */
  time(type: 'click' | 'keydown', isSeen: string, act: () => Promise<void>): Promise<number>;
  /** Resolves when it is painted, with the time by our clock. */
  painted(isSeen: string): Promise<number>;
  /** Goes to an address of the window's, as a link would. */
  goTo(address: string): Promise<void>;
  click(at: Point): Promise<void>;
  key(key: string): Promise<void>;
  type(character: string): Promise<void>;
  /** Turns the wheel; resolves when the page has taken it. */
  wheel(at: Point, by: number): Promise<void>;
  /** How far its clock is ahead of ours, in ms. */
  clockOffset(): Promise<number>;
  close(): void;
}

export interface Point {
  x: number;
  y: number;
}

/** Takes hold of our window by its inspector. */
export async function holdWindow(window: DevTools): Promise<WindowPage> {
  // What is named as its address may not have come yet.
  const isThere = () => window.evaluate<true | null>(`location.href.startsWith('app://') || null`);
  await waitUntil(isThere, AbortSignal.timeout(PATIENCE));
  await window.evaluate(PROBE);
  const keys = (type: 'keyDown' | 'keyUp', key: string, text?: string) =>
    window.send('Input.dispatchKeyEvent', { type, key, ...(text && { text }) });
  const mouse = (type: string, { x, y }: Point, more: object) =>
    window.send('Input.dispatchMouseEvent', { type, x, y, ...more });
  async function press(key: string, text?: string): Promise<void> {
    await keys('keyDown', key, text);
    await keys('keyUp', key);
  }
  return {
    evaluate: (expression) => window.evaluate(expression),
    async time(type, isSeen, act) {
      // An input goes another way into the page than an expression: what waits for it must be there before.
      await window.evaluate(`bench.expect('${type}', () => ${isSeen})`);
      await act();
      return window.evaluate<number>('bench.took');
    },
    async painted(isSeen) {
      const at = await window.evaluate<number>(
        `bench.painted(() => ${isSeen}).then((at) => performance.timeOrigin + at)`,
      );
      return at - (await clockOffset(window));
    },
    goTo: (address) => window.evaluate(`void (location.hash = ${JSON.stringify(`#${address}`)})`),
    async click(at) {
      await mouse('mouseMoved', at, {});
      await mouse('mousePressed', at, { button: 'left', clickCount: 1 });
      await mouse('mouseReleased', at, { button: 'left', clickCount: 1 });
    },
    key: (key) => press(key),
    type: (character) => press(character, character),
    async wheel(at, by) {
      await mouse('mouseWheel', at, { deltaX: 0, deltaY: by });
    },
    clockOffset: () => clockOffset(window),
    close: () => window.close(),
  };
}

/** Where a lawyer's chats are in our window, and one of them. */
export function chatAddress(lawyerId: string, chatId?: string): string {
  return `/lawyer/${lawyerId}/chats${chatId === undefined ? '' : `/${chatId}`}`;
}
