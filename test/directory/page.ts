import { type Html, html } from './html.ts';
import { type LexlineStatus, sentenceOf } from './lexline-status.ts';
import type { PageData, ShownChat, ShownEvent, ShownMessage } from './page-data.ts';

/** Our own style and script alone, nothing from elsewhere, in nobody's frame, in no cache. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** A chat for each client, the latest first, over every event in small print. */
export function renderPage(status: LexlineStatus, { chats, events }: PageData): string {
  const { isGood, text } = sentenceOf(status);
  const empty = html`<p class="empty">When a client writes, the message appears here.</p>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sample directory</title>
<link rel="stylesheet" href="/style.css">
<script type="module" src="/live.js"></script>
</head>
<body>
<header>
<h1>Sample directory</h1>
<p>What Lexline has told this app, by webhook and from its event log. Each event counts once.</p>
</header>
<main>
<p class="status ${isGood ? 'good' : 'bad'}">${text}</p>
<section aria-label="Clients">
${chats.length === 0 ? empty : chats.map(card)}
</section>
<section aria-label="Events">
<h2>The latest events</h2>
<table>
<thead><tr><th>By webhook</th><th>From the log</th><th>Event</th><th>Client</th><th>Id</th></tr></thead>
<tbody>
${events.map(row)}
</tbody>
</table>
</section>
</main>
</body>
</html>
`.text;
}

function card({ name, phone, last_message, messages }: ShownChat): Html {
  const title = name ?? phone ?? 'A group';
  // <bdi> and dir="auto" keep a text's own writing direction from turning around what stands beside it.
  return html`<article>
<h3><bdi>${title}</bdi> <span>${title === phone ? '' : (phone ?? '')}</span>${time(Date.parse(last_message))}</h3>
${messages.map(bubble)}
</article>
`;
}

function bubble({ direction, kind, text, status, is_edited, is_revoked }: ShownMessage): Html {
  const facts = [
    ...(direction === 'outbound' ? ['Our answer', status] : []),
    ...(kind === 'text' ? [] : [kind]),
    ...(is_edited ? ['edited'] : []),
    ...(is_revoked ? ['taken back'] : []),
  ];
  const note = facts.length > 0 ? html`<small>${facts.join(' · ')}</small>` : '';
  const side = direction === 'outbound' ? 'outbound' : 'inbound';
  return html`<div class="${side}">${note}<p dir="auto">${text}</p></div>
`;
}

function row({ id, type, phone, webhook_at, log_at }: ShownEvent): Html {
  return html`<tr><td>${moment(webhook_at)}</td><td>${moment(log_at)}</td><td>${type}</td><td>${phone ?? ''}</td><td><code>${id}</code></td></tr>
`;
}

function moment(at: number | null): Html {
  return at === null ? html`–` : time(at);
}

/** 24 hours, by this machine's clock. */
function time(at: number): Html {
  const date = new Date(at);
  return html`<time datetime="${date.toISOString()}">${date.toLocaleTimeString('en-GB')}</time>`;
}
