import type { OpenedWindow } from './opened-window.ts';

/** What Tab comes to at most in one place before it is called endless. */
const MOST = 300;

interface Step {
  /** Which of those that it came to so far. */
  index: number;
  what: string;
  isSeen: boolean;
}

/**
 * Goes through a place by Tab alone. Answers with what has the focus and does not show it, and with what can be used and was
 * not come to; what came into the window behind the one who goes round is come to the second time.
 */
export async function keyboardFaults(opened: OpenedWindow): Promise<string[]> {
  await opened.page.evaluate(() => Object.assign(globalThis, { walked: [] }));
  const first = await faultsOfRound(opened);
  return first.length > 0 ? faultsOfRound(opened) : first;
}

async function faultsOfRound({ page }: OpenedWindow): Promise<string[]> {
  const visited: Step[] = [];
  for (let stays = 0; visited.length < MOST && stays < 5; ) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(focused);
    const last = visited.at(-1);
    // In a field for a date Tab goes from the day to the month; what is alone in a dialog keeps the focus.
    stays = at.index === last?.index ? stays + 1 : 0;
    if (stays > 0) continue;
    if (visited.some(({ index }) => index === at.index)) break;
    visited.push(at);
  }
  if (visited.length === MOST) return ['Tab finds no end'];
  const come = new Set(visited.map(({ what }) => what));
  const missed = await page.evaluate(usable);
  return [
    ...visited.filter(({ isSeen }) => !isSeen).map(({ what }) => `not seen: ${what}`),
    // What is drawn anew meanwhile, such as the code, is known by its words.
    ...missed.filter((what) => !come.has(what)).map((what) => `not come to: ${what}`),
  ];
}

/** In the page: what has the focus, and whether one sees it. */
function focused(): Step {
  const { walked } = globalThis as unknown as { walked: Element[] };
  const element = document.activeElement ?? document.body;
  if (!walked.includes(element)) walked.push(element);
  const probe = document.createElement('i');
  probe.style.color = 'var(--lx-accent)';
  document.body.append(probe);
  const { color: accent } = getComputedStyle(probe);
  probe.remove();
  // A ring around the element, or around the box that stands for it; or the line of that box in the colour of what is chosen.
  const isMarked = (one: Element): boolean => {
    const { outlineStyle, outlineWidth, outlineColor, borderTopColor, borderTopWidth } = getComputedStyle(one);
    const hasRing = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && !/, 0\)$/.test(outlineColor);
    return hasRing || (Number.parseFloat(borderTopWidth) >= 1 && borderTopColor === accent);
  };
  const boxes: Element[] = [];
  for (let one: Element | null = element; one && boxes.length < 4; one = one.parentElement) boxes.push(one);
  const words = element.getAttribute('aria-label') ?? element.textContent ?? '';
  return {
    index: walked.indexOf(element),
    what: `${element.tagName.toLowerCase()} ${words}`.slice(0, 80),
    // A field of Mantine's changes the colour of its line, in a moment.
    isSeen: element === document.body || element.matches('.mantine-Input-input') || boxes.some(isMarked),
  };
}

/** In the page: what can be used and was not come to; of what lies over the window that alone, for it keeps the focus. */
function usable(): string[] {
  const { walked } = globalThis as unknown as { walked: Element[] };
  const modal = [...document.querySelectorAll('[aria-modal="true"]')].at(-1);
  const over = modal ?? document.activeElement?.closest('[role=dialog], [role=menu]') ?? document;
  const all = over.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex]');
  return (
    [...all]
      .filter(
        (one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility() && !one.closest('[inert]'),
      )
      .filter((one) => !walked.includes(one))
      // Of a group of radio buttons the chosen one has the focus, and the arrow keys go to the others.
      .filter((one) => !(one instanceof HTMLInputElement && one.type === 'radio' && !one.checked))
      .map((one) =>
        `${one.tagName.toLowerCase()} ${one.getAttribute('aria-label') ?? one.textContent ?? ''}`.slice(0, 80),
      )
  );
}
