/** Names of facts that hold what no log may hold, wherever they stand. */
const PRIVATE = new Set([
  ...['text', 'content', 'body', 'payload', 'caption', 'snippet', 'title'],
  ...[
    'name',
    'names',
    'sender_name',
    'whatsapp_name',
    'file_name',
    'filename',
    'email',
    'phone',
    'phones',
    'phone_number',
  ],
  ...['to', 'number', 'chat', 'jid', 'lid', 'url'],
  ...[
    'secret',
    'password',
    'passphrase',
    'token',
    'authorization',
    'cookie',
    'api_key',
    'recovery_key',
    'qr',
    'pairing_code',
  ],
]);

/** What is private by its form, whatever fact it stands in: a number, an address in WhatsApp, a key or a secret of ours. */
const FORMS =
  /\+\d[\d ()/-]{5,}\d|\d{5,}(?::\d+)?@(?:c\.us|g\.us|lid|s\.whatsapp\.net)|(?:lx_(?:live|test)|whsec)_[\w+/=-]+|bearer\s+\S+/gi;

const MAX_TEXT = 500;
const MAX_ITEMS = 50;
const MAX_DEPTH = 4;

/** The facts without what is private, and each no longer than a log line should be. */
export function redact(facts: Record<string, unknown>): Record<string, unknown> {
  return redactObject(facts, 0);
}

function redactObject(facts: object, depth: number): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(facts).slice(0, MAX_ITEMS)) {
    if (!PRIVATE.has(name.toLowerCase())) kept[name] = redactValue(value, depth + 1);
  }
  return kept;
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.slice(0, MAX_TEXT).replace(FORMS, '[removed]');
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? `${value}` : value;
  // Messages of errors can carry what a client wrote.
  if (value instanceof Error) return value.name;
  if (depth >= MAX_DEPTH) return '[removed]';
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((one) => redactValue(one, depth + 1));
  return redactObject(value, depth);
}
