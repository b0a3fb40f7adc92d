import type { IpcInput } from '../../../main/contract/ipc.ts';
import { addressOf } from '../../routing/address.ts';
import { pathTo } from '../../routing/path.ts';
import { chatsPath } from '../chats/selection.ts';

/** The address of the search. What is looked for stands in its query. */
export const SEARCH_PATH = '/lawyer/:lawyerId/search';

/** The days are those of this computer's calendar, `2026-11-29`; both count. */
export interface SearchTerms {
  q: string;
  /** Only in that chat. */
  chat: string | null;
  direction: 'inbound' | 'outbound' | null;
  kind: string | null;
  hasFile: boolean;
  from: string | null;
  until: string | null;
}

export const NO_TERMS: SearchTerms = {
  ...{ q: '', chat: null, direction: null, kind: null },
  ...{ hasFile: false, from: null, until: null },
};

const DAY = /^\d{4}-\d\d-\d\d$/;

/** What an address asks for. What it cannot mean is not asked for. */
export function readTerms(query: Readonly<Record<string, string>>): SearchTerms {
  const { direction } = query;
  return {
    q: query.q ?? '',
    chat: query.of || null,
    direction: direction === 'inbound' || direction === 'outbound' ? direction : null,
    kind: query.kind || null,
    hasFile: query.file === '1',
    from: dayOf(query.from),
    until: dayOf(query.until),
  };
}

/** Whether there is something to look for: without words, everything that the filters leave. */
export function isAsked(terms: SearchTerms): boolean {
  return terms.q.trim() !== '' || isNarrowed(terms);
}

export function isNarrowed({ chat, direction, kind, hasFile, from, until }: SearchTerms): boolean {
  return [chat, direction, kind, from, until].some((term) => term !== null) || hasFile;
}

/** The terms as the main process takes them. */
export function inputOf(terms: SearchTerms): Omit<IpcInput<'messages.search'>, 'lawyer_id' | 'cursor'> {
  const { chat, direction, kind, hasFile, from, until } = terms;
  const q = terms.q.trim();
  return {
    ...(q !== '' && { q }),
    ...(chat !== null && { conversation_id: chat }),
    ...(direction !== null && { direction }),
    ...(kind !== null && { kind }),
    ...(hasFile && { has_attachment: true }),
    ...(from !== null && { from: startOf(from, 0) }),
    ...(until !== null && { to: startOf(until, 1) }),
  };
}

/** The address of the search itself; `at` is the message that one was at. */
export function searchAddress(lawyerId: string, terms: SearchTerms, at?: string | undefined): string {
  return addressOf({ path: pathTo(SEARCH_PATH, { lawyerId }), query: queryOf(terms, at) });
}

/** The address of a chat in which that is looked for, at one of its messages. */
export function foundAddress(lawyerId: string, chat: string, terms: SearchTerms, at?: string | undefined): string {
  const path = chatsPath(lawyerId, { kind: 'chat', id: chat });
  // Also without a word it says that something is being looked for.
  return addressOf({ path, query: { q: terms.q, ...queryOf(terms, at) } });
}

function queryOf(terms: SearchTerms, at: string | undefined): Record<string, string> {
  const { q, chat, direction, kind, hasFile, from, until } = terms;
  return {
    ...(q !== '' && { q }),
    ...(chat !== null && { of: chat }),
    ...(direction !== null && { direction }),
    ...(kind !== null && { kind }),
    ...(hasFile && { file: '1' }),
    ...(from !== null && { from }),
    ...(until !== null && { until }),
    ...(at !== undefined && { at }),
  };
}

function dayOf(day: string | undefined): string | null {
  return day !== undefined && DAY.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
}

/** The first moment of a day here, or of one some days after it. */
function startOf(day: string, later: number): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
