import { DEFAULT_SETTINGS } from '../lawyer-settings.ts';
import {
  ANSWERS_KEPT_HOURS,
  DELIVERY_PAUSES,
  DELIVERY_SECONDS,
  FILE_LINK_SECONDS,
  LIMIT_OF_USE,
  LONGEST_KEY_OVERLAP,
  MAX_SENT_BYTES,
  REQUESTS_PER_MINUTE,
  UPLOADS_KEPT_DAYS,
  WRONG_KEYS,
} from '../limits.ts';
import { DEFAULT_BODY_LIMIT, PAGE_SIZE } from '../route.ts';
import { MAX_TEXT_LENGTH } from '../values.ts';

const number = (value: number): string => value.toLocaleString('en');
const mb = (bytes: number): string => `${bytes / 1024 / 1024} MB`;
const minutes = (seconds: number): string => `${seconds / 60} minutes`;

/** Such as "5 s, 5 min, 2 h". */
function pauses(seconds: readonly number[]): string {
  const written = (one: number): string => (one < 60 ? `${one} s` : one < 3600 ? `${one / 60} min` : `${one / 3600} h`);
  return seconds.map(written).join(', ');
}

/** What the document says to somebody who begins. CommonMark. */
export const GUIDE = `
Lexline keeps a lawyer's WhatsApp conversations on the lawyer's own machine. This API is how a directory reads and answers
them. It listens on 127.0.0.1 alone.

## Quick start

**A key.** In practice (\`npm start -- --practice --headless --ready-line\`) the line \`LEXLINE_READY\` has it as \`practiceKey\`.
On the real WhatsApp an administrator makes a lawyer with \`POST /v1/lawyers\`: the answer shows the lawyer's key, once. The
first administrator's key is the \`adminKey\` of that line with \`--print-admin-key\`; it works until the app ends. More keys:
\`POST /v1/keys\`.

\`\`\`sh
API=http://127.0.0.1:5001/v1   # and KEY, which is that key
api() { curl -sS --fail-with-body -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' "$@" && echo; }
LAWYER=$(api $API/lawyers/me | sed 's/.*"id":"\\(law_[^"]*\\)".*/\\1/')
# Practice: the session waits with a QR code, which the simulated phone scans. For real: draw …/session/qr.png.
until api $API/lawyers/$LAWYER/session | grep -E '"state":"(qr|ready)"'; do sleep 1; done
api $API/lawyers/$LAWYER/session | grep -q '"state":"ready"' || api -X POST $API/practice/scan
# Nothing is received or sent before the state is "ready".
until api $API/lawyers/$LAWYER/session | grep -q '"state":"ready"'; do sleep 1; done
# A simulated client writes; a moment later it is stored.
api -X POST $API/practice/clients/+4915112345678/messages -d '{"text":"I need a lawyer","name":"Anna Schmidt"}'
until api $API/conversations/+4915112345678; do sleep 1; done
# The answer, typed at a person's speed. Sent again under the same Idempotency-Key, it goes out once.
api -X POST $API/messages/send -H 'Idempotency-Key: answer-1' -d '{"to":"+4915112345678","text":"How can I help?"}'
until api $API/practice/clients/+4915112345678/messages | grep 'How can I help'; do sleep 1; done
# Be told instead of asking. The answer shows the signing secret, once.
api -X POST $API/webhooks -d '{"url":"http://127.0.0.1:8080/hook","events":["message.*"]}'
\`\`\`

## Calling it

- **Keys** go into \`Authorization: Bearer …\` or \`X-API-Key\`. \`lx_test_…\` keys see the practice account only, \`lx_live_…\`
  keys the real one only. What belongs to another lawyer does not exist for a key: 404.
- **What is wrong with a key** (401): \`unauthorized\`: none was given, or it is no key of ours, also when a character of it was
  changed, such as \`test\` into \`live\`. \`api_key_of_other_account\`: a whole key of the other account. \`api_key_expired\`: its
  end is past, also that of a key that was rotated, once the overlap is over. \`api_key_revoked\`. (403:) \`insufficient_role\`,
  \`insufficient_scope\`: what is needed is in \`errors\`. Any key may read itself: \`GET /v1/keys/current\`.
- **Errors** are \`application/problem+json\` (RFC 9457) with a stable \`code\`, the fields that are wrong and a \`request_id\`.
  An id in a form that is none of ours names nothing: 404, not 400. A conversation is named by its id or by a phone number:
  what is neither is 400.
- **Idempotency.** Every POST but those to \`/v1/staff/sessions…\` takes an \`Idempotency-Key\` of 1 to 255 printable ASCII
  characters. For ${ANSWERS_KEPT_HOURS} hours the same request under the same key gives the first answer (with
  \`Idempotent-Replayed: true\`) and acts once; another request under that key is refused with 422. Failures are not kept.
- **Lists** take \`limit\` and \`cursor\`, and answer with \`data\` and \`next_cursor\`: null on the last page. They are stable while
  rows are added. A cursor is of the one list that gave it. Short lists, such as the messages on a simulated phone, are given
  whole. The event log has no last page and is read by \`after\`: see "Catching up". \`GET /v1/conversations/{conversation}\` is one conversation, and
  has its messages in \`messages\`.
- **Times** are answered in UTC, as \`2026-11-29T08:00:00.000Z\`, and taken with any offset (RFC 3339). A plus in a query is
  written \`%2B\`. Phone numbers are E.164. Ids are text, but for the rows of the outbox, which are numbers; that of an API key
  is a part of its text and has no prefix.

- **Sending** takes its time: what is accepted (202) is typed at a person's speed, ${number(DEFAULT_SETTINGS.pace.characters_per_minute)} characters a minute, with
  pauses between chats and at most ${DEFAULT_SETTINGS.pace.first_contacts_per_day} chats a day that the client did not begin. All of that is in the lawyer's settings
  (\`pace\`); \`GET /v1/outbox\` says what waits, why and until when.

## Webhooks: what is delivered, and when

A delivery is taken when it is answered with a 2xx within ${DELIVERY_SECONDS} seconds. Anything else, a redirect as well, is a failure, and it is
tried again after ${pauses(DELIVERY_PAUSES)}, each a little longer, or later if \`Retry-After\` says so;
then it is given up. 410 switches the address off. In one conversation events come in order: one that fails holds back what
comes behind it there, until it is taken or given up, and those of other conversations overtake it. A receiver that cannot
use an event should take it and say so elsewhere. Delivery is **at least once**: remember \`webhook-id\`, and drop what you
have had. What happened before an address was registered is not sent to it: it is in the event log. What each event type
holds is in the section "webhooks" of \`/openapi.json\`.

- **Away.** An address that takes no connection is looked at each minute at least, one that answers with errors is tried
  with a single delivery each five minutes at least, and what waits for it follows as soon as it takes one. Such early tries
  use up none of those above. One that has taken nothing for five days is switched off (\`state\` is \`disabled\`), and an
  alert is raised. \`POST /v1/webhooks/{id}/resume\` delivers what it has missed, given up or not, in the order of the log, and
  then what comes; \`…/recover\` all since a time that it wants and has not taken. \`…/pause\` stops it without losing anything.
- **Thin.** With \`"payload":"thin"\` the \`data\` of a delivery has ids alone and no \`message\`: fetch it by \`message_id\`.
- **Batches.** With \`"batch":{"max_events":50,"max_wait_ms":1000}\` several come in one POST of type \`batch\`, whose
  \`data.events\` are events as they come alone, each with its \`id\`: that is what to remember. The batch is taken or fails as
  a whole, and keeps its members and its own \`webhook-id\` from try to try.
- **Seen.** \`GET /v1/webhooks/{id}/deliveries\` lists them, and each one shows its attempts with headers, time taken and the
  first characters of the answer. An attempt is written down before it is made: one in whose middle the app ended says
  \`interrupted\`. \`POST …/{event_id}/redeliver\` sends one again, \`POST /v1/webhooks/{id}/test\` a signed \`webhook.test\`.
- **Another secret.** \`POST /v1/webhooks/{id}/rotate-secret\`: for some hours each delivery has a signature of both.

## Webhooks: verify the signature

Whoever knows your address can post to it. Each delivery is signed as [Standard Webhooks](https://www.standardwebhooks.com)
says, with the \`secret\` (\`whsec_…\`) that was shown when the address was registered. The headers are \`webhook-id\` (the same in
each try: by it you know what you have had), \`webhook-timestamp\` (in seconds; what is more than 5 minutes off is refused,
against replay) and \`webhook-signature\` (\`v1,\` and base64 of HMAC-SHA256 over \`id.timestamp.body\`; there can be several, with
a space between). **Verify the raw bytes of the body**, before anything parses them: JSON written anew is another text.

\`\`\`js
// npm install express standardwebhooks
import express from 'express';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.LEXLINE_WEBHOOK_SECRET);
express()
  .post('/hook', express.raw({ type: '*/*', limit: '1mb' }), (request, response) => {
    let event;
    try {
      event = webhook.verify(request.body.toString('utf8'), request.headers);
    } catch {
      return response.sendStatus(400);
    }
    response.sendStatus(204); // Soon; the work comes after it.
    console.log(request.headers['webhook-id'], event.type);
  })
  .listen(8080);
\`\`\`

\`\`\`python
import base64, hashlib, hmac, json, time

def verify(secret, headers, body):
    """The event of a delivery. \`body\` is the raw bytes; raises ValueError for what Lexline did not send now."""
    identifier, sent = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if abs(time.time() - int(sent)) > 5 * 60:
        raise ValueError("too old, or from the future")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{identifier}.{sent}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    given = headers.get("webhook-signature", "").encode().split()
    if not any(hmac.compare_digest(expected, one) for one in given):
        raise ValueError("not signed with this secret")
    return json.loads(body)
\`\`\`

## Catching up

The event log holds what the webhooks tell, for \`events_kept_days\` (${DEFAULT_SETTINGS.events_kept_days}) days. It is read in parts:

\`\`\`sh
curl -H "Authorization: Bearer $KEY" "$API/events?after=0&types=message.*&limit=100"   # {"data":[…],"next":4711,"has_more":true}
\`\`\`

Keep \`next\` when you have worked off \`data\`, and give it as \`after\` the next time: then nothing is missed, whatever was down.
\`wait=30\` waits that many seconds for news, \`after=now\` begins with what comes. \`GET /v1/events/stream\` tells the same as
Server-Sent Events: there the cursor is the \`id\` of a block, and a reader that sends it as \`Last-Event-ID\` goes on behind it.
\`GET /v1/events/socket\` is the same over WebSocket. A cursor that is older than what is kept is 410 \`events_expired\`.

Beside webhooks, take the cursor from the log alone: a webhook has none, and deliveries overtake one another. What came both
ways is one event: its \`id\` is the \`webhook-id\`. The folder \`test/directory/\` of Lexline's source is a whole app that does so.

The filters of lists are for looking, not for catching up: \`from\` and \`to\` of \`GET /v1/messages\` go by \`sent_at\`, which a
late message has in the past, and \`updated_after\` of \`GET /v1/conversations\` finds the chats in which a message was stored
since, but no edit, reaction or status.

## Message brokers: consume

An administrator sets a broker with \`POST /v1/brokers\`. A message is one event as JSON, as \`GET /v1/events\` has it in \`data\`.
It comes **at least once**: after any failure some come again, so remember the \`id\` of what you have had, and confirm a message
when you have kept it. In one conversation, each event comes for the first time in order. These programs end when their server
is gone, or \`keep\` fails: start them again.

| | where | id, type |
|---|---|---|
| RabbitMQ | the topic exchange \`target\`; the type is the routing key: bind \`#\`, \`message.*\` | properties \`message_id\`, \`type\`; \`content_type\` is \`application/json\` |
| Redis | the stream \`target\`; the event is in the field \`event\` | fields \`id\`, \`type\` |
| NATS | the subjects \`<target>.<type>\` of a JetStream stream | header \`Nats-Msg-Id\`, the end of the subject |

\`\`\`js
// RabbitMQ, npm install amqplib. A durable queue, before the first event: what no queue is bound for is dropped (\`unrouted\`).
const channel = await (await amqplib.connect(url)).createChannel();
await channel.assertExchange('lexline.events', 'topic', { durable: true });
await channel.assertQueue('directory', { durable: true });
await channel.bindQueue('directory', 'lexline.events', '#');
await channel.prefetch(1); // In order: one after another.
await channel.consume('directory', async (message) => {
  await keep(message.properties.messageId, JSON.parse(message.content));
  channel.ack(message);
});
\`\`\`

\`\`\`js
// Redis, npm install redis. First what was read and not confirmed ('0'), then what is new ('>').
const client = await createClient({ url }).connect();
await client.xGroupCreate('lexline.events', 'directory', '0', { MKSTREAM: true }).catch(() => {}); // It is there.
for (let from = '0'; ; ) {
  const streams = [{ key: 'lexline.events', id: from }];
  const [stream] = (await client.xReadGroup('directory', 'reader-1', streams, { COUNT: 100, BLOCK: 5000 })) ?? [];
  for (const { id, message } of stream?.messages ?? []) {
    await keep(message.id, JSON.parse(message.event));
    await client.xAck('lexline.events', 'directory', id);
  }
  if (!stream?.messages.length) from = '>';
}
\`\`\`

\`\`\`js
// NATS, npm install @nats-io/transport-node @nats-io/jetstream. LEXLINE is the broker's \`stream\`.
const connection = await connect({ servers: 'host:4222', user, pass });
const manager = await jetstreamManager(connection);
// In order: one after another.
await manager.consumers.add('LEXLINE', { durable_name: 'directory', ack_policy: 'explicit', max_ack_pending: 1 });
const consumer = await jetstream(connection).consumers.get('LEXLINE', 'directory');
for await (const message of await consumer.consume()) {
  await keep(message.headers.get('Nats-Msg-Id'), message.json());
  message.ack();
}
\`\`\`

What the broker refuses holds everything behind it: nothing is left out on its own. \`last_error\` says why, and in which event; the
alert \`broker_failing\` is raised. To leave that event out, \`PATCH {"after": …}\` with its cursor (\`GET /v1/events/{id}\`). A broker that
is away for longer than the log is kept misses events: \`missed_up_to\` and the alert \`broker_events_missed\`, until it is resumed. What RabbitMQ has
dropped, because no queue was bound for it, \`warning\` tells in words with the cursor to publish it again from, and the alert
\`broker_events_unrouted\` until the broker is changed or resumed.

## Files

- **Received:** a message comes with \`attachment.status\` \`pending\`, as a rule. Wait for the event \`message.attachment_stored\`,
  then \`GET /v1/attachments/{id}/content\`. \`unavailable\` is what WhatsApp has no more; \`POST …/fetch\` asks again. Most
  pictures have no name: they download as \`attachment.jpg\`, by the type found from the bytes.
- **Sent:** the bytes alone are the body, no form: \`curl --data-binary @letter.pdf "$API/attachments?file_name=letter.pdf"\`
  with the key. Then \`POST /v1/messages/send\` with \`"attachment":{"id":"att_…"}\`. What is not sent within
  ${UPLOADS_KEPT_DAYS} days is removed.
- **Shown to somebody without a key:** \`POST /v1/attachments/{id}/links\`.

## Limits

| what | limit |
|---|---|
| requests with one key | ${number(REQUESTS_PER_MINUTE.ofKey)} a minute, unless the owner chose another number |
| requests without a key, from one address; through the tunnel, of all together | ${number(REQUESTS_PER_MINUTE.ofAddress)} a minute |
| requests with one link to a file, apart from those | ${number(REQUESTS_PER_MINUTE.ofLink)} a minute |
| requests with wrong keys, from one address | ${WRONG_KEYS.count} in ${minutes(WRONG_KEYS.within)}; then wrong keys are 429 for ${minutes(WRONG_KEYS.lockedFor)}, and right ones go on working |
| a page of a list | ${PAGE_SIZE.most} rows; ${PAGE_SIZE.usual} by default |
| a JSON body | ${number(DEFAULT_BODY_LIMIT)} bytes |
| a text | ${number(MAX_TEXT_LENGTH)} UTF-16 units |
| an upload | ${mb(MAX_SENT_BYTES)}, or the lawyer's \`max_attachment_bytes\` (${mb(DEFAULT_SETTINGS.max_attachment_bytes)} by default) |
| a file that is sent | ${Object.entries(LIMIT_OF_USE)
  .map(([use, bytes]) => `${use} ${mb(bytes)}`)
  .join(', ')} |
| a link to a file | ${minutes(FILE_LINK_SECONDS.longest)}; ${minutes(FILE_LINK_SECONDS.usual)} by default |
| two keys beside one another, after a rotation | ${LONGEST_KEY_OVERLAP / 86_400} days; 1 by default |

Every answer says how a limit of requests stands: \`RateLimit-Limit\`, \`-Remaining\`, \`-Reset\` (in seconds), and
\`RateLimit-Policy\`, such as \`6000;w=60\`: so many in a window of so many seconds. Beyond it: 429 with \`Retry-After\`.
`.trim();
