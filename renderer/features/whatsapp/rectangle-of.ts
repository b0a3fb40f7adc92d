import type { Rectangle } from '../../../main/contract/ipc.ts';

/** A measured box in whole CSS pixels, never outside the window; null while it has no size. */
export function rectangleOf(box: Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>): Rectangle | null {
  const x = Math.max(0, Math.round(box.left));
  const y = Math.max(0, Math.round(box.top));
  const width = Math.round(box.right) - x;
  const height = Math.round(box.bottom) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}
