import type { OpenedWindow } from './opened-window.ts';

/**
 * What can be ticked or switched on and whose edge cannot be told from its ground, and bars of which one cannot tell how far
 * they are: under 3:1 (WCAG 2.2, 1.4.11). In high contrast what cannot be changed now is seen, too.
 */
export function paleEdges({ page }: OpenedWindow): Promise<string[]> {
  return page.evaluate(() => {
    const parts = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const isSeen = (colour: string) => parts(colour)[3] !== 0;
    const groundOf = (element: Element): string => {
      for (let one: Element | null = element.parentElement; one; one = one.parentElement) {
        const { backgroundColor } = getComputedStyle(one);
        if (isSeen(backgroundColor)) return backgroundColor;
      }
      return 'rgb(255, 255, 255)';
    };
    const luminance = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = parts(colour).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one: string, other: string): number => {
      const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    };
    const isHigh = document.documentElement.dataset.contrast === 'high';
    const bars = [...document.querySelectorAll('[role=progressbar]')].flatMap((bar) => {
      if (!bar.checkVisibility()) return [];
      const found = contrast(getComputedStyle(bar).backgroundColor, groundOf(bar));
      return found < 3 ? [`${bar.getAttribute('aria-label')}: ${found.toFixed(1)}`] : [];
    });
    const boxes = document.querySelectorAll('input:is([type=checkbox], [type=radio]):not(:checked)');
    const edges = [...boxes].flatMap((box) => {
      if (box.matches(':disabled') && !isHigh) return [];
      const track = box.getAttribute('role') === 'switch' ? box.nextElementSibling : null;
      if (!(track ?? box).checkVisibility()) return [];
      const edge = track
        ? (/rgba?\([^)]*\)/.exec(getComputedStyle(track).boxShadow)?.[0] ?? getComputedStyle(track).backgroundColor)
        : getComputedStyle(box).borderTopColor;
      const found = contrast(edge, groundOf(track ?? box));
      return found < 3 ? [`${box.closest('label, [class*=body]')?.textContent ?? box.id}: ${found.toFixed(1)}`] : [];
    });
    return [...bars, ...edges];
  });
}
