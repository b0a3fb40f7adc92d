import { randomBytes } from 'node:crypto';
import type { Tracing } from './ports.ts';

/** Version, trace id, parent id and flags, of which neither id may be zero. Source: W3C Trace Context, 3.2. */
const FORM = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?$/;

/** A caller's `traceparent` in the form of version 00; null when there is none, or none that is valid: it begins nothing. */
export function parseTraceparent(header: string | undefined): string | null {
  const text = header?.trim() ?? '';
  const match = text.length <= 200 ? FORM.exec(text) : null;
  if (!match || (text.startsWith('00') && match[3] !== undefined)) return null;
  return `00-${match[1]}-${text.slice(36, 52)}-${match[2]}`;
}

/** Records nothing. */
export const NO_TRACING: Tracing = { begin: () => ({ traceparent: null, end: () => {} }) };

/** Records how long that work takes, and the name of what it fails with. */
export async function inSpan<Result>(
  tracing: Tracing,
  name: string,
  parent: string | null,
  work: () => Promise<Result>,
): Promise<Result> {
  const span = tracing.begin(name, 'internal', parent);
  try {
    const result = await work();
    span.end();
    return result;
  } catch (error) {
    span.end({}, error instanceof Error ? error.name : 'unknown');
    throw error;
  }
}

/** The same trace, one step further. */
export function nextTraceparent(traceparent: string): string {
  return `${traceparent.slice(0, 36)}${randomBytes(8).toString('hex')}${traceparent.slice(52)}`;
}
