import { z } from 'zod';
import { breaks } from './faults.ts';
import { TemplateId } from './ids.ts';
import { MessageText, Timestamp } from './values.ts';

/** A language as BCP 47 has it, in its canonical form: `de`, `de-CH`, `zh-Hant`. */
export const Language = z
  .string()
  .max(35, 'must be at most 35 characters')
  .refine(isLanguage, breaks('language', 'must be a language tag, such as de or de-CH'))
  .transform((tag) => Intl.getCanonicalLocales(tag)[0] ?? tag);

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

export const VARIABLE_NAME = /^[a-z][a-z0-9_]{0,39}$/i;
export const VariableName = z
  .string()
  .regex(VARIABLE_NAME, 'must be a letter, then letters, digits and _, at most 40 of them');

export const TemplateName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(100, 'must be at most 100 characters')
  .refine((text) => !/\p{Cc}/u.test(text), breaks('characters', 'must not contain control characters'))
  .refine((text) => text.isWellFormed(), breaks('characters', 'must be well-formed Unicode'))
  // However a keyboard writes an é, it is one.
  .normalize('NFC');

/** The text in one language. `{{name}}` stands for a variable; everything else is itself. */
export const TemplateVariant = z.strictObject({
  language: Language.describe('Its language as BCP 47 has it: `de`, `de-CH`. Each language once.'),
  text: MessageText.describe('The text, with `{{name}}` for each variable.'),
});
export type TemplateVariant = z.infer<typeof TemplateVariant>;

/** A named text to be sent again and again, in one or more languages. */
export const Template = z.object({
  id: TemplateId,
  /** Unique for a lawyer, whatever the case of its letters from A to Z. */
  name: z.string(),
  /** What must be given when it is used. */
  variables: z.array(z.string()),
  /** What is taken where there is no variant in the language asked for. */
  default_language: z.string(),
  variants: z.array(z.object({ language: z.string(), text: z.string() })),
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type Template = z.infer<typeof Template>;

/** Taken as it is: what stands in braces in it is no variable. */
const Value = z
  .string()
  .max(10_000, 'must be at most 10000 characters')
  .refine((text) => !text.includes('\0'), breaks('characters', 'must not contain a NUL character'))
  .refine((text) => text.isWellFormed(), breaks('characters', 'must be well-formed Unicode'));

/** What a template is filled with. */
export const TemplateValues = {
  language: Language.optional().describe(
    'The language wanted. Where the template has it not: a less special one (`de` for `de-CH`), else its default language.',
  ),
  variables: z
    .record(z.string().max(100), Value)
    .refine((values) => Object.keys(values).length <= 50, breaks('too_many', 'must be at most 50', 50))
    .default({})
    .describe('A value for each variable of the template, and for no other.'),
} as const;

/** A template that is to be sent, by its id or its name. */
export const TemplateUse = z
  .strictObject({
    id: TemplateId.optional().describe('Which template. Give exactly one of `id` and `name`.'),
    name: TemplateName.optional().describe('Which template. Give exactly one of `id` and `name`.'),
    ...TemplateValues,
  })
  .refine(({ id, name }) => (id === undefined) !== (name === undefined), {
    path: ['name'],
    ...breaks('one_of_two', 'must be given, or the id, and not both'),
  });
export type TemplateUse = z.infer<typeof TemplateUse>;
