import { z } from 'zod';
import { NAMED_SCHEMAS } from './named-schemas.ts';
import { NOTES } from './notes.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** `input`: what may be sent. `output`: what is answered. */
export type Direction = 'input' | 'output';

export interface SchemaWriter {
  /** The schema, with references to what has a name. Throws when zod cannot say it as JSON Schema. */
  write(schema: z.ZodType, direction: Direction): JsonSchema;
  /** Every named schema that was referred to so far, by its name in alphabetical order. */
  components(): Record<string, JsonSchema>;
}

/**
 * zod's schemas as JSON Schema 2020-12, the dialect of OpenAPI 3.1. It is zod's own `z.toJSONSchema`: the contract may
 * import nothing but zod, and what a library such as zod-openapi adds to it are these few lines.
 */
export function createSchemaWriter(): SchemaWriter {
  const metadata = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED_SCHEMAS)) metadata.add(schema, { id });
  const components = new Map<string, JsonSchema>();

  return {
    write(schema, io) {
      // Inside of another schema, one that has a name becomes a reference, too.
      const { properties, $defs = {} } = z.toJSONSchema(z.object({ schema }), {
        metadata,
        io,
        override: ({ zodSchema, jsonSchema }) => {
          Object.assign(jsonSchema, told(zodSchema));
          mend(jsonSchema, io);
        },
      });
      for (const [name, definition] of Object.entries($defs)) keep(name, withReferences(definition));
      return withReferences(properties?.schema ?? {});
    },
    components: () => Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
  };

  function keep(name: string, definition: JsonSchema): void {
    const noted = annotate(name, definition);
    const before = components.get(name);
    // One name for two shapes would tell half of the readers a lie.
    if (before && JSON.stringify(before) !== JSON.stringify(noted)) {
      throw new Error(`the schema ${name} is sent in another form than it is answered: give each a name`);
    }
    components.set(name, noted);
  }
}

/** What the contract says of a schema itself, by `describe` and `meta`. */
function told(schema: z.core.$ZodType): { description?: string; format?: string } {
  const { description, format } = z.globalRegistry.get(schema) ?? {};
  return { ...(description === undefined ? {} : { description }), ...(typeof format === 'string' ? { format } : {}) };
}

/** What zod writes and a reader of the document is better without. */
function mend(schema: JsonSchema, io: Direction): void {
  // Answers grow new fields within /v1: no reader may be told that there are none.
  if (io === 'output' && schema.additionalProperties === false) delete schema.additionalProperties;
  // The format says the same in one word.
  if (schema.format !== undefined) delete schema.pattern;
  // A regular expression with the v flag, which JSON Schema does not have.
  if (schema.pattern?.includes('RGI_Emoji')) delete schema.pattern;
  // What a number can be at all, not what this one may be.
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

function annotate(name: string, { id: _, ...definition }: JsonSchema): JsonSchema {
  const notes = Object.entries(NOTES).find(([noted]) => noted === name)?.[1];
  if (!notes) return definition;
  const { about, fields = {} }: { about: string; fields?: Record<string, string | undefined> } = notes;
  const properties = Object.entries(definition.properties ?? {}).map(([field, schema]) => {
    const description = fields[field];
    return [field, description === undefined || typeof schema === 'boolean' ? schema : { ...schema, description }];
  });
  return {
    description: about,
    ...definition,
    ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
  };
}

function withReferences(schema: z.core.JSONSchema._JSONSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
