/** The largest and the smallest side of a picture in a chat, in CSS pixels. */
const LARGEST = 320;
const SMALLEST = 96;

/** For a picture whose measures are not known. */
const UNKNOWN = { width: 260, height: 195 };

/**
 * The room for a picture in a chat, kept before it is there, so that nothing moves when it comes. The shape is its own
 * as far as the limits allow; beyond them it is cut.
 */
export function mediaBox(width: number | null, height: number | null): { width: number; height: number } {
  if (!width || !height) return UNKNOWN;
  const scale = Math.min(1, LARGEST / Math.max(width, height));
  const side = (length: number) => Math.round(Math.max(SMALLEST, Math.min(LARGEST, length * scale)));
  return { width: side(width), height: side(height) };
}
