/**
 * What a page says comes as JSON text: then it is what the page has written, or it is not to be read. (Electron's own way,
 * Chromium's V8ValueConverter, makes null of what it cannot convert, such as a getter that throws.) Null when it is no text,
 * longer than `most` UTF-16 units, or no JSON.
 */
export function readPageJson(said: unknown, most: number): unknown {
  if (typeof said !== 'string' || said.length > most) return null;
  try {
    return JSON.parse(said);
  } catch {
    return null;
  }
}
