import type { Client, Completeness, Lawyer, Message } from '../contract/entities.ts';

const STYLE =
  'body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:15px/1.5 system-ui,sans-serif;color:#1c1c1e}' +
  'h1{font-size:1.4rem}article{margin:.6rem 0;padding:.5rem .8rem;border-radius:.6rem;background:#f1f1f3}' +
  'article.lawyer{margin-inline-start:4rem;background:#e3eefc}article.client{margin-inline-end:4rem}' +
  'header{color:#5b5b62;font-size:.8rem}p{margin:.2rem 0;white-space:pre-wrap;overflow-wrap:anywhere}' +
  'bdi{unicode-bidi:isolate}.mark{color:#5b5b62;font-size:.85rem}';

/** What others write, as text and nothing else. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

interface Head {
  lawyer: Lawyer;
  client: Client;
  completeness: Completeness | null;
  exportedAt: string;
}

/** The beginning of the page: no script runs in it, and it loads nothing from anywhere. */
export function pageHead({ lawyer, client, completeness, exportedAt }: Head): string {
  const title = escapeHtml(client.name ?? client.phone ?? client.id);
  const known = completeness
    ? `<p class="mark">${escapeHtml(completenessText(completeness))}</p>\n`
    : '<p class="mark">There is no chat with this client.</p>\n';
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1><bdi>${title}</bdi></h1>
<p class="mark">With <bdi>${escapeHtml(lawyer.name)}</bdi>. Exported ${moment(exportedAt)}. All times are UTC.</p>
${known}`;
}

/** One message; `file` is where its attachment lies beside the page, null where it has none or it is not there. */
export function pageMessage(message: Message, file: string | null, lawyer: Lawyer, client: Client): string {
  const { direction, sender_name, sent_at, text, attachment, reactions, edited_at, revoked_at, kind } = message;
  const isOwn = direction === 'outbound';
  const author = isOwn ? lawyer.name : (sender_name ?? client.name ?? client.phone ?? '');
  const lines = [
    ...(message.reply_to?.preview ? [mark(`In reply to: ${message.reply_to.preview}`)] : []),
    ...(text === '' ? [] : [`<p dir="auto">${escapeHtml(text)}</p>`]),
    ...(file === null ? [] : [`<p><a href="${hrefOf(file)}"><bdi>${escapeHtml(file)}</bdi></a></p>`]),
    ...(attachment && file === null ? [mark(`A file that is not stored: ${attachment.file_name ?? kind}`)] : []),
    ...(text === '' && !attachment ? [mark(`[${kind}]`)] : []),
    ...(message.forwarded ? [mark('Forwarded')] : []),
    ...(edited_at === null ? [] : [mark(`Edited ${moment(edited_at)}`)]),
    ...(revoked_at === null ? [] : [mark(`Deleted for everyone ${moment(revoked_at)}`)]),
    ...reactions.map(({ emoji, from }) => mark(`${emoji} (${from === 'client' ? 'client' : 'lawyer'})`)),
    ...(isOwn ? [mark(message.status)] : []),
  ];
  return `<article class="${isOwn ? 'lawyer' : 'client'}">
<header><bdi>${escapeHtml(author)}</bdi> · <time datetime="${escapeHtml(sent_at)}">${moment(sent_at)}</time></header>
${lines.join('\n')}
</article>
`;
}

export const PAGE_END = '</body>\n</html>\n';

/** From when to when it is complete, in words. */
export function completenessText({ complete_from, complete_until, reaches_start, gaps }: Completeness): string {
  if (complete_from === null || complete_until === null) return 'Nothing is known of how complete this chat is.';
  const whole = reaches_start
    ? `Complete from its beginning in WhatsApp Web until ${moment(complete_until)}.`
    : `Complete from ${moment(complete_from)} until ${moment(complete_until)}.`;
  const parts = gaps.map(
    ({ from, until, reason }) =>
      `Not complete ${from ? `from ${moment(from)} ` : ''}${until ? `until ${moment(until)} ` : ''}(${reason}).`,
  );
  return [whole, ...parts].join(' ');
}

function mark(text: string): string {
  return `<p class="mark" dir="auto">${escapeHtml(text)}</p>`;
}

function moment(time: string): string {
  return escapeHtml(time.slice(0, 16).replace('T', ' '));
}

function hrefOf(path: string): string {
  return escapeHtml(path.split('/').map(encodeURIComponent).join('/'));
}
