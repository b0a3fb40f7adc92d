import type { OpenedWindow } from './opened-window.ts';

/**
 * Telephone numbers, and other runs that begin with a plus, that are turned by the text around them: read from the right a
 * number is another one, unless it stands by itself.
 */
export function turnedNumbers({ page }: OpenedWindow): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const placeOf = (node: Node, index: number) => {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      return range.getClientRects()[0];
    };
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const { index, 0: number } of (node.textContent ?? '').matchAll(/\+\d[\d ().-]*\d/g)) {
        const [plus, last] = [placeOf(node, index), placeOf(node, index + number.length - 1)];
        if (plus && last && Math.abs(plus.top - last.top) < 2 && plus.left > last.left) found.push(number);
      }
    }
    return found;
  });
}
