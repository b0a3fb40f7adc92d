/** Marks that steer the direction of writing. The page puts them around names and numbers; they are no part of them. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export function withoutMarks(text: string): string {
  return text.replace(DIRECTION_MARKS, '').trim();
}

/** The digits of a telephone number as it is shown, or null when the text is something else, such as a name. */
export function phoneOfTitle(title: string): string | null {
  const plain = withoutMarks(title);
  if (!/^\+?[\d\s\u00a0().\u2010\u2011-]+$/.test(plain)) return null;
  const digits = plain.replace(/\D/g, '');
  return digits.length >= 5 ? digits : null;
}

/** What an element shows: an emoji is a picture with its character in `alt`, a line break is an element. */
export function shownText(element: Node): string {
  let text = '';
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.nodeValue ?? '';
    else if (node instanceof HTMLImageElement) text += node.alt;
    else if (node instanceof HTMLBRElement) text += '\n';
    else if (node instanceof Element) text += shownText(node);
  }
  return text;
}
