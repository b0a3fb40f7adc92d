import type { OpenedWindow } from './opened-window.ts';

/** Names of languages stand in their own, and what is pressed is named as on the keyboard. */
const NEVER_TRANSLATED = [
  'English',
  'Deutsch',
  'Español',
  'Português',
  'Pseudo',
  'Ctrl',
  'Shift',
  'Alt',
  'Esc',
  'Enter',
  'Tab',
];

/**
 * Runs of plain letters that are on the screen in the pseudo-locale and came neither from the main process nor from what the
 * system writes of dates, numbers and languages: nobody has translated them.
 */
export async function plainWords(opened: OpenedWindow): Promise<string[]> {
  const shown = await opened.page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (parentElement?.checkVisibility() && !parentElement.closest('script, style, textarea'))
        texts.push(textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(element.getAttribute(name) ?? '');
    }
    return texts;
  });
  const told = await opened.fake((fake) => fake.told.join('\n'), null);
  // What turns the direction of a text is shown as a sign of its own, and its letters are apart from one another then.
  const known = told.toLowerCase().replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
  const words = shown.flatMap((text) => text.match(/(?<![\p{L}_])[A-Za-z]{3,}(?![\p{L}_])/gu) ?? []);
  const ofSystem = new Set(systemWords());
  return [...new Set(words)].filter(
    (word) => !known.includes(word.toLowerCase()) && !ofSystem.has(word) && !NEVER_TRANSLATED.includes(word),
  );
}

function systemWords(): string[] {
  const days = Array.from({ length: 366 }, (_, day) => new Date(2024, 0, 1 + day));
  const dates = days.flatMap((day) =>
    (['long', 'short'] as const).map((length) => day.toLocaleDateString('en', { weekday: length, month: length })),
  );
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const size = new Intl.NumberFormat('en', { style: 'unit', unit: 'byte', unitDisplay: 'long' });
  const sizes = [1, 2].map((count) => size.format(count));
  const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const;
  const since = units.flatMap((unit) => [-2, -1, 0, 1, 2].map((count) => relative.format(count, unit)));
  const lengths = units.flatMap((unit) =>
    (['long', 'short', 'narrow'] as const).flatMap((unitDisplay) =>
      [1, 2].map((count) => new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay }).format(count)),
    ),
  );
  const languages = new Intl.DisplayNames('en', { type: 'language' });
  const names = ['de', 'ar'].map((tag) => languages.of(tag) ?? '');
  return [...dates, ...since, ...lengths, ...sizes, ...names].flatMap((text) => text.match(/[A-Za-z]+/g) ?? []);
}

/** The texts of our own whose end is cut off for want of room. */
export function cutTexts(opened: OpenedWindow): Promise<string[]> {
  return opened.page.evaluate(() => {
    const cut: string[] = [];
    for (const element of document.body.querySelectorAll('*')) {
      const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
      const text = own.map(({ textContent }) => textContent).join('');
      // In the pseudo-locale our own texts stand in brackets, and what is filled in does not.
      if (!text.includes('[') || !element.checkVisibility()) continue;
      // What stands in a row of the chats is the beginning of a message, and as much of it as has room.
      if (element.closest('[role=option]')) continue;
      const { overflowX } = getComputedStyle(element);
      const isNarrow =
        overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
      if (isNarrow) cut.push(text);
    }
    return cut;
  });
}
