/** The columns that are to be set: undefined stays as it is. Null when there is none. */
export function changedColumns(columns: Record<string, unknown>): Record<string, unknown> | null {
  const changed = Object.entries(columns).filter(([, value]) => value !== undefined);
  return changed.length === 0 ? null : Object.fromEntries(changed);
}
