/** What the document says before its first route: how to call, and what `/v1` promises. CommonMark. */
export const ABOUT = `
Lexline keeps a lawyer's WhatsApp conversations on the lawyer's own machine. This API is how a directory reads and answers
them. It listens on 127.0.0.1 alone.

## Calling it

- **Keys** go into \`Authorization: Bearer …\` or \`X-API-Key\`. \`lx_test_…\` keys see the practice account only, \`lx_live_…\`
  keys the real one only. What belongs to another lawyer does not exist for a key: 404.
- **Errors** are \`application/problem+json\` (RFC 9457) with a stable \`code\`, the fields that are wrong and a \`request_id\`.
- **Idempotency.** Every POST takes an \`Idempotency-Key\` of 1 to 255 printable ASCII characters. For 24 hours the same
  request under the same key gives the first answer (with \`Idempotent-Replayed: true\`) and acts once; another request
  under that key is refused with 422. Failures are not kept.
- **Lists** take \`limit\` and \`cursor\`, and answer with \`next_cursor\`: null on the last page. They are stable while rows are
  added.
- **Times** are ISO 8601 in UTC, phone numbers E.164.

## What \`/v1\` promises

What works today goes on working for as long as \`/v1\` is served.

**These may come at any time, so let your code ignore what it does not know:** new routes; new fields in answers, events and
headers; new optional parameters and optional fields in requests; new event types; new problem codes; new values where an
answer's field has a list of them, such as a state or a kind of message; a request that was refused is accepted.

**These never change within \`/v1\`:** no route, field, parameter, event type, problem code or value is removed, renamed or
used for anything else; no type changes, and no field that was never null becomes null; no parameter or field of a request
that may be left out becomes required, and no limit of one becomes narrower; the status of a problem code, and who may call
a route. The words of \`title\`, \`detail\` and \`message\`, the order of fields, and the form of ids and cursors beyond their
prefix are not part of the promise.

**Deprecation.** What is to go is marked \`deprecated\` in this document and listed in the changelog together with what takes
its place, and its answers carry the \`Deprecation\` (RFC 9745) and \`Link: …; rel="deprecation"\` headers. It stays for the
whole of \`/v1\`. Only a \`/v2\` leaves it out; \`/v1\` is then served beside it for at least twelve months, its end being told
in the \`Sunset\` header (RFC 8594) from the first of them on.

Routes marked \`x-lexline-practice\` exist in the practice account only. They are tools for tests, and outside of the promise.
`.trim();
