import type { Message } from '../../../../main/contract/entities.ts';
import type { SEARCH_CALLS } from '../../../../main/contract/ipc/search.ts';
import type { FoundMessage, Snippet } from '../../../../main/contract/message-lists.ts';
import { AppError } from '../../../../main/domain/app-error.ts';
import { parseNameQuery, parseSearchQuery, type SearchTerm } from '../../../../main/domain/search-query.ts';
import { cutSnippet } from '../../../../main/storage/snippet.ts';
import type { AnswersOf } from './answers-of.ts';
import { FakeProblem } from './problem.ts';
import type { FakeChat, FakeWorld } from './world.ts';

const PAGE = 20;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

type Range = Snippet['highlights'][number];

/** A small search over the fake world, in which words mean what they mean to the real one. */
export function searchAnswers(world: FakeWorld): AnswersOf<typeof SEARCH_CALLS> {
  return {
    'messages.search': ({ lawyer_id, q, conversation_id, direction, kind, has_attachment, from, to, cursor }) => {
      const terms = q === undefined ? [] : parsed(q);
      const chats = world
        .chatsOf(lawyer_id)
        .filter(({ conversation }) => (conversation_id ?? conversation.id) === conversation.id);
      const found = chats
        .flatMap((chat) =>
          chat.messages.flatMap((message) => foundIn(chat, message, q === undefined ? null : terms) ?? []),
        )
        .filter(
          (one) =>
            (direction ?? one.direction) === one.direction &&
            (kind ?? one.kind) === one.kind &&
            (has_attachment ?? one.attachment !== null) === (one.attachment !== null) &&
            (from ?? '') <= one.sent_at &&
            (to === undefined || one.sent_at < to),
        )
        .toSorted((one, other) => other.sent_at.localeCompare(one.sent_at) || other.id.localeCompare(one.id));
      const start = Number(cursor ?? 0);
      const next = start + PAGE < found.length ? String(start + PAGE) : null;
      const { indexedPercent: percent } = world;
      const data = found.slice(start, start + PAGE);
      const conversations = chats
        .map(({ conversation }) => conversation)
        .filter(({ id }) => data.some((message) => message.conversation_id === id));
      const wanted = terms.filter(({ isExcluded }) => !isExcluded);
      const marks = data.map(({ id, text }) => ({ message_id: id, ranges: rangesOf(text, wanted) }));
      return { data, next_cursor: next, conversations, is_partial: percent < 100, indexed_percent: percent, marks };
    },
    'conversations.find': ({ lawyer_id, q }) => {
      const terms = parseNameQuery(q);
      const digits = q.replace(/\D/g, '').replace(/^0+/, '');
      return world
        .chatsOf(lawyer_id)
        .map(({ conversation }) => conversation)
        .filter(
          ({ title, phone }) =>
            (terms.length > 0 && terms.every((term) => rangesIn(title, term).length > 0)) ||
            (digits.length > 2 && (phone ?? '').includes(digits)),
        )
        .toSorted((one, other) => other.updated_at.localeCompare(one.updated_at))
        .slice(0, PAGE);
    },
  };
}

function parsed(q: string): SearchTerm[] {
  try {
    return parseSearchQuery(q);
  } catch (error) {
    throw error instanceof AppError ? new FakeProblem(error.code) : error;
  }
}

function foundIn({ conversation }: FakeChat, message: Message, terms: SearchTerm[] | null): FoundMessage | null {
  if (terms === null) return { ...message, snippet: null };
  const fields = [
    ['text', message.text],
    ['file_name', message.attachment?.file_name ?? ''],
    ['sender_name', message.sender_name ?? ''],
  ] as const;
  const has = (term: SearchTerm) =>
    [...fields.map(([, text]) => text), conversation.title].some((text) => rangesIn(text, term).length > 0);
  if (!terms.every((term) => has(term) !== term.isExcluded)) return null;
  const wanted = terms.filter(({ isExcluded }) => !isExcluded);
  for (const [field, text] of fields) {
    const ranges = rangesOf(text, wanted);
    if (ranges.length > 0) return { ...message, snippet: cutSnippet(field, text, ranges) };
  }
  return { ...message, snippet: cutSnippet('text', message.text, []) };
}

function rangesOf(text: string, terms: readonly SearchTerm[]): Range[] {
  return terms.flatMap((term) => rangesIn(text, term)).toSorted((one, other) => one.start - other.start);
}

/** Where the words of a term stand in a text, one after another. */
function rangesIn(text: string, { text: term, isPrefix }: SearchTerm): Range[] {
  const wanted = (term.match(WORD) ?? []).map(folded);
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    word: folded(word),
    start: index,
    end: index + word.length,
  }));
  return words.flatMap((_, at) => {
    const run = words.slice(at, at + wanted.length);
    const fits = wanted.every((word, index) => {
      const one = run[index]?.word ?? '';
      return isPrefix && index === wanted.length - 1 ? one.startsWith(word) : one === word;
    });
    return fits ? run.map(({ start, end }) => ({ start, end })) : [];
  });
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');
}
