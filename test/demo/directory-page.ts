import type { ReceivedEvent } from './directory-inbox.ts';

/** No script, nothing from elsewhere, in nobody's frame; and loaded anew every two seconds. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  Refresh: '2',
};

const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, between tags or within a quoted attribute. Whatever a client writes goes through here. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => SPECIAL[character] ?? '');
}

/** The messages that came, newest first, over every event in small print. */
export function directoryPage(events: readonly ReceivedEvent[]): string {
  const newestFirst = events.toReversed();
  const messages = newestFirst.filter(({ type }) => type === 'message.received');
  const count = `${messages.length} ${messages.length === 1 ? 'message' : 'messages'} from clients`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sample directory: ${count}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>
<h1>Sample directory</h1>
<p>${count}, received from Lexline by webhook. Every signature was verified, and every event is here once.</p>
</header>
<main>
<section aria-label="Messages">
${messages.length === 0 ? '<p class="empty">When a client writes, the message appears here.</p>' : ''}
${messages.map((event) => card(event, answerTo(event, newestFirst))).join('\n')}
</section>
<section aria-label="Events">
<h2>All events</h2>
<table>
<thead><tr><th scope="col">Received</th><th scope="col">Event</th><th scope="col">Client</th><th scope="col">webhook-id</th></tr></thead>
<tbody>
${newestFirst.map(row).join('\n')}
</tbody>
</table>
</section>
</main>
</body>
</html>
`;
}

/** How far the latest message to that client has come: sent, delivered or read. */
function answerTo(event: ReceivedEvent, newestFirst: readonly ReceivedEvent[]): ReceivedEvent | undefined {
  const conversation = event.data.message?.conversation_id;
  return newestFirst.find(
    ({ data }) => data.message?.direction === 'outbound' && data.message.conversation_id === conversation,
  );
}

function card({ receivedAt, data: { message } }: ReceivedEvent, answer: ReceivedEvent | undefined): string {
  if (!message) return '';
  const reply = answer?.data.message;
  const who = message.sender_name ?? message.phone ?? 'Unknown';
  // <bdi> keeps a text's own writing direction from turning around what stands beside it.
  return `<article>
<h3><bdi>${escapeHtml(who)}</bdi> <span>${escapeHtml(message.phone ?? '')}</span>${time(receivedAt)}</h3>
<p dir="auto">${escapeHtml(message.text)}${message.text_truncated ? ' …' : ''}</p>
${reply ? `<p class="answer" dir="auto"><b>Answered · ${escapeHtml(reply.status)}</b>${escapeHtml(reply.text)}</p>` : ''}
</article>`;
}

function row({ id, type, receivedAt, data }: ReceivedEvent): string {
  const cells = [escapeHtml(type), escapeHtml(data.message?.phone ?? ''), `<code>${escapeHtml(id)}</code>`];
  return `<tr><td>${time(receivedAt)}</td>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function time(at: number): string {
  const date = new Date(at);
  const shown = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return `<time datetime="${date.toISOString()}">${shown}</time>`;
}

export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1a2433, #e4e8ee); --muted: light-dark(#5b6675, #9aa5b4);
  --line: light-dark(#dfe3e9, #2c3644); --card: light-dark(#fff, #18202b); --back: light-dark(#f3f5f8, #10161e);
  --accent: light-dark(#2b4c7e, #8fb4e8); --soft: light-dark(#eaf0f9, #1d2a3d); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
header, main { max-width: 860px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 36px; }
h1 { margin: 0; font-size: 22px; color: var(--accent); }
h2 { margin: 36px 0 8px; font-size: 14px; color: var(--muted); font-weight: 600; }
header p { margin: 4px 0 24px; color: var(--muted); }
.empty { padding: 40px; text-align: center; color: var(--muted); border: 1px dashed var(--line); border-radius: 10px; }
article { margin: 0 0 12px; padding: 16px 20px; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
h3 { display: flex; gap: 10px; align-items: baseline; margin: 0 0 6px; font-size: 15px; }
h3 span { color: var(--muted); font-weight: 400; font-size: 13px; }
h3 time { margin-left: auto; color: var(--muted); font-weight: 400; font-size: 13px; }
article p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.answer { margin-top: 12px; padding: 10px 14px; background: var(--soft); border-radius: 8px; }
.answer b { display: block; font-size: 12px; color: var(--accent); }
table { width: 100%; border-collapse: collapse; font-size: 13px; margin-bottom: 40px; }
th, td { padding: 6px 10px 6px 0; text-align: left; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--muted); font-weight: 500; }
code { font-size: 12px; color: var(--muted); }
`;
