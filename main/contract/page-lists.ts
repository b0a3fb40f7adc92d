import { z } from 'zod';

/**
 * Lists as a page gives them. Zod alone looks at every element before it minds the length, and makes an issue of each bad
 * one: a page could keep us busy for seconds with a list of nothings. These refuse by the length first.
 */

/** Elements that are still to be parsed, each on its own. */
export function rawList(max: number) {
  return z.custom<unknown[]>((value) => Array.isArray(value) && value.length <= max, 'not a list, or too long');
}

/** All elements parsed; the first bad one ends it, and refuses the list. */
export function listOf<Element extends z.ZodType>(element: Element, max: number) {
  return rawList(max).transform((items, context) => {
    const parsed: z.output<Element>[] = [];
    for (const item of items) {
      const { success, data } = element.safeParse(item);
      if (!success) {
        context.issues.push({ code: 'custom', message: 'a bad element', input: items });
        return z.NEVER;
      }
      parsed.push(data);
    }
    return parsed;
  });
}

/** The same schema, for what holds at most so many values, however deep they lie. */
export function small<Schema extends z.ZodType>(schema: Schema, maxValues: number) {
  return z.custom<unknown>((value) => countValues(value, maxValues) <= maxValues, 'too large').pipe(schema);
}

/** Counts no further than one more than `max`. */
function countValues(value: unknown, max: number): number {
  let count = 0;
  const open: unknown[] = [value];
  while (open.length > 0 && count <= max) {
    const one = open.pop();
    count += 1;
    if (Array.isArray(one)) {
      if (one.length > max) return max + 1;
      open.push(...one);
    } else if (typeof one === 'object' && one !== null) open.push(...Object.values(one).slice(0, max));
  }
  return count;
}
