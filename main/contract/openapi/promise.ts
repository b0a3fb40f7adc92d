/** What `/v1` promises, as the document says it. CommonMark. */
export const PROMISE = `
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
