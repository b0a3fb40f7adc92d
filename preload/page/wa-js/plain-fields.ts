import { stringify } from '../own-globals.ts';
import { asJid } from './value.ts';

const MAX_FIELDS = 100;
const MAX_TEXT = 500;
const MAX_LENGTH = 10_000;

/** Fields that hold keys, pictures, texts or addresses of files: nothing of them is kept. */
const LEFT_OUT =
  /key|secret|token|thumb|body|caption|vcard|hash|path|url|sidecar|preview|waveform|scan|jpeg|data|^_|^\$/i;

/** The plain fields of a message whose kind we do not know, as bounded JSON: what it was can be seen later. */
export function plainFields(model: { attributes?: Record<string, unknown> }): string {
  const kept: Record<string, unknown> = {};
  let length = 2;
  for (const [name, value] of Object.entries(model.attributes ?? model).slice(0, MAX_FIELDS)) {
    const plain = LEFT_OUT.test(name) ? undefined : plainValue(value);
    if (plain === undefined) continue;
    length += name.length + (stringify(plain)?.length ?? 0) + 4;
    if (length > MAX_LENGTH) break;
    kept[name] = plain;
  }
  return stringify(kept);
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'string') return value === '' ? undefined : value.slice(0, MAX_TEXT).toWellFormed();
  if (Array.isArray(value)) {
    const plain = value.slice(0, 20).map((entry) => (typeof entry === 'object' ? undefined : plainValue(entry)));
    return plain.length > 0 && plain.every((entry) => entry !== undefined) ? plain : undefined;
  }
  return typeof value === 'object' ? (asJid(value) ?? undefined) : undefined;
}
