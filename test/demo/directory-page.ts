import type { ReceivedEvent } from './directory-inbox.ts';

/** No script, nothing from elsewhere, in nobody's frame, in no cache. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
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

type Message = NonNullable<ReceivedEvent['data']['message']>;

/** What is known about one client from the events alone. */
interface Thread {
  title: string;
  phone: string;
  lastAt: number;
  /** By id, in the order in which they were first heard of, each as the latest event tells it. */
  messages: Map<string, Message>;
}

function threadsOf(events: readonly ReceivedEvent[]): Thread[] {
  const threads = new Map<string, Thread>();
  for (const { data, receivedAt } of events) {
    const { message } = data;
    if (!message) continue;
    const phone = message.phone ?? '';
    const thread = threads.get(message.conversation_id) ?? { title: phone, phone, lastAt: 0, messages: new Map() };
    if (message.direction === 'inbound') thread.title = message.sender_name ?? thread.title;
    thread.lastAt = receivedAt;
    thread.messages.set(message.id, message);
    threads.set(message.conversation_id, thread);
  }
  return [...threads.values()].sort((one, other) => other.lastAt - one.lastAt);
}

/** A chat for each client, the latest first, over every event in small print. */
export function directoryPage(events: readonly ReceivedEvent[]): string {
  const threads = threadsOf(events);
  const empty = '<p class="empty">When a client writes, the message appears here.</p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<title>Sample directory</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>
<h1>Sample directory</h1>
<p>What Lexline has told this app by webhook. Every signature was verified, and every event counts once.</p>
</header>
<main>
<section aria-label="Clients">
${threads.length === 0 ? empty : threads.map(card).join('\n')}
</section>
<section aria-label="Events">
<h2>All events, the latest first</h2>
<table>
<thead><tr><th>Received</th><th>Event</th><th>Client</th><th>webhook-id</th></tr></thead>
<tbody>
${events.toReversed().map(row).join('\n')}
</tbody>
</table>
</section>
</main>
</body>
</html>
`;
}

function card({ title, phone, lastAt, messages }: Thread): string {
  // <bdi> and dir="auto" keep a text's own writing direction from turning around what stands beside it.
  return `<article>
<h3><bdi>${escapeHtml(title)}</bdi> <span>${escapeHtml(phone)}</span>${time(lastAt)}</h3>
${[...messages.values()].map(bubble).join('\n')}
</article>`;
}

function bubble({ direction, text, text_truncated, status }: Message): string {
  const note = direction === 'outbound' ? `<small>Our answer · ${escapeHtml(status)}</small>` : '';
  return `<div class="${direction}">${note}<p dir="auto">${escapeHtml(text)}${text_truncated ? ' …' : ''}</p></div>`;
}

function row({ id, type, receivedAt, data }: ReceivedEvent): string {
  const cells = [escapeHtml(type), escapeHtml(data.message?.phone ?? ''), `<code>${escapeHtml(id)}</code>`];
  return `<tr><td>${time(receivedAt)}</td>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** 24 hours, by this machine's clock. */
function time(at: number): string {
  const date = new Date(at);
  return `<time datetime="${date.toISOString()}">${date.toLocaleTimeString('en-GB')}</time>`;
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
.outbound { margin: 10px 0; padding: 10px 14px; background: var(--soft); border-radius: 8px; }
article > :last-child { margin-bottom: 0; }
small { display: block; font-size: 12px; font-weight: 600; color: var(--accent); }
table { width: 100%; border-collapse: collapse; font-size: 13px; margin-bottom: 40px; }
th, td { padding: 6px 10px 6px 0; text-align: left; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--muted); font-weight: 500; }
code { font-size: 12px; color: var(--muted); }
`;
