import type { Client, Completeness, Lawyer } from '../contract/entities.ts';
import { withoutLooseMarks } from '../contract/loose-marks.ts';
import type { MessageStatus } from '../contract/values.ts';
import type { ExportedMessage } from './exported-messages.ts';

type Reason = Completeness['gaps'][number]['reason'];

export type PageWord =
  | `page_${'with' | 'no_chat' | 'reply' | 'missing' | 'turns' | 'forwarded' | 'edited' | 'revoked' | 'by_client' | 'by_lawyer'}`
  | `complete_${'unknown' | 'from_start' | 'range'}`
  | `gap_${'between' | 'before' | 'after' | 'somewhere'}`
  | `reason_${Reason}`
  | `status_${MessageStatus}`;

/** The words of the page, in the language of whoever reads it. What is filled in stands in them as it is given. */
export interface PageWords {
  /** As BCP 47 has it. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  say(word: PageWord, values?: Readonly<Record<string, string>>): string;
  /** One of WhatsApp's kinds of messages. */
  kind(kind: string): string;
  /** A day and a time, in UTC. */
  moment(at: number): string;
}

const STYLE =
  'body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:15px/1.5 system-ui,sans-serif;color:#1c1c1e}' +
  'h1{font-size:1.4rem}article{margin:.6rem 0;padding:.5rem .8rem;border-radius:.6rem;background:#f1f1f3}' +
  'article.lawyer{margin-inline-start:4rem;background:#e3eefc}article.client{margin-inline-end:4rem}' +
  'header{color:#5b5b62;font-size:.8rem}p{margin:.2rem 0;white-space:pre-wrap;overflow-wrap:anywhere}' +
  'bdi{unicode-bidi:isolate}.turn{color:#8a5300}.turn::before{content:"⇄"}.mark{color:#5b5b62;font-size:.85rem}';

/** What others write, as text and nothing else. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Characters that turn everything after them. */
const OVERRIDES = /[\u202d\u202e]/g;

/** What others write, with nothing that ends its isolation, and each override as a mark: the window shows it so too. */
function marked(text: string, { say }: PageWords): string {
  const title = escapeHtml(say('page_turns'));
  return escapeHtml(withoutLooseMarks(text)).replace(
    OVERRIDES,
    (found) => `<bdi class="turn" title="${title}">${found}</bdi>`,
  );
}

/** The same where something stands beside it. */
function apart(text: string, words: PageWords): string {
  return `<bdi>${marked(text, words)}</bdi>`;
}

interface Head {
  words: PageWords;
  lawyer: Lawyer;
  client: Client;
  completeness: Completeness | null;
  exportedAt: string;
}

/** The beginning of the page: no script runs in it, and it loads nothing from anywhere. */
export function pageHead({ words, lawyer, client, completeness, exportedAt }: Head): string {
  const title = client.name ?? client.phone ?? client.id;
  const known = completeness ? completenessText(completeness, words) : words.say('page_no_chat');
  const made = words.say('page_with', {
    lawyer: apart(lawyer.name, words),
    time: momentOf(words, exportedAt),
  });
  return `<!doctype html>
<html lang="${words.language}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title.replace(OVERRIDES, ''))}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${apart(title, words)}</h1>
<p class="mark">${made}</p>
<p class="mark">${escapeHtml(known)}</p>
`;
}

/** One message; `file` is where its attachment lies beside the page, null where it has none or it is not there. */
export function pageMessage(
  message: ExportedMessage,
  file: string | null,
  { words, lawyer, client }: Pick<Head, 'words' | 'lawyer' | 'client'>,
): string {
  const { say } = words;
  const { direction, sender_name, sent_at, text, attachment, reactions, edited_at, revoked_at, kind } = message;
  const isOwn = direction === 'outbound';
  const author = isOwn ? lawyer.name : (sender_name ?? client.name ?? client.phone ?? '');
  const lines = [
    ...(message.reply_to?.preview ? [mark(say('page_reply', { text: apart(message.reply_to.preview, words) }))] : []),
    ...(text === '' ? [] : [`<p dir="auto">${marked(text, words)}</p>`]),
    ...(file === null ? [] : [`<p><a href="${hrefOf(file)}"><bdi>${escapeHtml(file)}</bdi></a></p>`]),
    ...(attachment && file === null
      ? [mark(say('page_missing', { name: apart(attachment.file_name ?? words.kind(kind), words) }))]
      : []),
    ...(text === '' && !attachment ? [mark(`[${words.kind(kind)}]`)] : []),
    ...(message.forwarded ? [mark(say('page_forwarded'))] : []),
    ...(edited_at === null ? [] : [mark(say('page_edited', { time: momentOf(words, edited_at) }))]),
    ...(revoked_at === null ? [] : [mark(say('page_revoked', { time: momentOf(words, revoked_at) }))]),
    ...reactions.map(({ emoji, from }) => mark(say(`page_by_${from}`, { emoji: apart(emoji, words) }))),
    ...(isOwn ? [mark(wayText(message, words))] : []),
  ];
  return `<article class="${isOwn ? 'lawyer' : 'client'}">
<header>${apart(author, words)} · <time datetime="${escapeHtml(sent_at)}">${escapeHtml(momentOf(words, sent_at))}</time></header>
${lines.join('\n')}
</article>
`;
}

/** How far it has come, and when it came where, as far as that is known. */
function wayText({ status, times }: ExportedMessage, words: PageWords): string {
  const reached = times.map((one) => `${words.say(`status_${one.status}`)} ${escapeHtml(momentOf(words, one.at))}`);
  if (times.at(-1)?.status !== status) reached.push(words.say(`status_${status}`));
  return reached.join(' · ');
}

export const PAGE_END = '</body>\n</html>\n';

/** From when to when it is complete, in words. */
export function completenessText(
  { complete_from, complete_until, reaches_start, gaps }: Completeness,
  words: PageWords,
): string {
  const { say } = words;
  if (complete_from === null || complete_until === null) return say('complete_unknown');
  const [from, until] = [momentOf(words, complete_from), momentOf(words, complete_until)];
  const whole = reaches_start ? say('complete_from_start', { until }) : say('complete_range', { from, until });
  return [whole, ...gaps.map((gap) => gapText(gap, words))].join(' ');
}

function gapText({ from, until, reason }: Completeness['gaps'][number], words: PageWords): string {
  const values = {
    from: from === null ? '' : momentOf(words, from),
    until: until === null ? '' : momentOf(words, until),
    reason: words.say(`reason_${reason}`),
  };
  if (from !== null) return words.say(until !== null ? 'gap_between' : 'gap_after', values);
  return words.say(until !== null ? 'gap_before' : 'gap_somewhere', values);
}

/** A line in words of ours, as HTML. */
function mark(html: string): string {
  return `<p class="mark" dir="auto">${html}</p>`;
}

function momentOf(words: PageWords, time: string): string {
  return words.moment(Date.parse(time));
}

function hrefOf(path: string): string {
  return escapeHtml(path.split('/').map(encodeURIComponent).join('/'));
}
