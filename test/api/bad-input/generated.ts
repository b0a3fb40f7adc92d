import fc from 'fast-check';

/** A part of a JSON Schema, as far as zod writes it. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
}

export interface Operation {
  operationId: string;
  parameters: { name?: string; in?: string; schema?: Schema; $ref?: string }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses: Record<string, unknown>;
}

/** What nobody should send, and somebody does. */
const HOSTILE_TEXTS = [
  '',
  ' ',
  '\0',
  '\ud800',
  "' OR 1=1 --",
  '../../etc/passwd',
  '{{x}}',
  '"*" NEAR(',
  '\u202egpj.exe',
  '__proto__',
  '9'.repeat(400),
  '+4915112345678',
  'a'.repeat(5_000),
];

const hostileText = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 60 }));
const anything = fc.jsonValue({ maxDepth: 3 });

/**
 * Values of a schema, and now and then of another one. `known` are texts that name something: ids, numbers. `resolve`
 * follows a reference of the document.
 */
export function valuesOf(
  schema: Schema,
  known: readonly string[],
  resolve: (ref: string) => Schema,
): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: right(schema) }, { weight: 1, arbitrary: anything });

  function right(one: Schema): fc.Arbitrary<unknown> {
    if (one.$ref !== undefined) return right(resolve(one.$ref));
    if (one.const !== undefined) return fc.constant(one.const);
    if (one.enum) return fc.constantFrom(...one.enum);
    const alternatives = one.anyOf ?? one.oneOf ?? one.allOf;
    if (alternatives) return fc.oneof(...alternatives.map((part) => valuesOf(part, known, resolve)));
    const [type = 'string'] = [one.type].flat();
    if (type === 'object') return objects(one);
    if (type === 'array') {
      const { minItems: minLength = 0, maxItems = 4 } = one;
      return fc.array(valuesOf(one.items ?? {}, known, resolve), { minLength, maxLength: Math.min(maxItems, 4) });
    }
    if (type === 'boolean') return fc.boolean();
    if (type === 'null') return fc.constant(null);
    if (type === 'integer' || type === 'number') return numbers(one, type === 'integer');
    return texts(one);
  }

  function objects({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
    const fields = Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [name, valuesOf(field, known, resolve)]),
    );
    const whole = fc.record(fields, { requiredKeys: required });
    const strange = fc.tuple(whole, hostileText, anything).map(([base, name, value]) => ({ ...base, [name]: value }));
    return fc.oneof({ weight: 20, arbitrary: whole }, { weight: 1, arbitrary: strange });
  }

  function texts({ pattern, format, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<unknown> {
    const fitting = known.filter((text) => pattern !== undefined && new RegExp(pattern, 'u').test(text));
    if (fitting.length > 0) return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...fitting) }, hostileText);
    if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
    if (format === 'email') return fc.emailAddress();
    if (format === 'uri') return fc.webUrl();
    const plain = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) });
    return fc.oneof({ weight: 6, arbitrary: plain }, hostileText);
  }
}

function numbers({ minimum = -1e6, maximum = 1e6 }: Schema, isWhole: boolean): fc.Arbitrary<unknown> {
  const [min, max] = [Math.max(minimum, -1e9), Math.min(maximum, 1e9)];
  return isWhole
    ? fc.oneof({ weight: 8, arbitrary: fc.integer({ min, max }) }, fc.constantFrom(-1, 0, 1.5, 2 ** 53, -(2 ** 31)))
    : fc.oneof({ weight: 8, arbitrary: fc.double({ min, max, noNaN: true }) }, fc.constantFrom(-1, 1e308));
}
