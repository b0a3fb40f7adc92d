/** The trace (W3C Trace Context) of the request that a message was accepted in: its webhooks carry it on. */
export const traces = {
  name: '0006-traces',
  sql: `
ALTER TABLE messages ADD COLUMN traceparent TEXT CHECK (length(traceparent) = 55);
`,
};
