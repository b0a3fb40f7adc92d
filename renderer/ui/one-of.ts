/** The one of `values` that the text is, as a form or an address gives it; null: it is none of them. */
export function oneOf<Value extends string>(values: readonly Value[], text: string | null | undefined): Value | null {
  return values.find((value) => value === text) ?? null;
}
