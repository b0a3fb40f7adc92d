import { z } from 'zod';
import { TemplateId } from './ids.ts';
import { Timestamp } from './values.ts';

/** A template as a list shows it. */
export const TemplateRow = z.object({
  id: TemplateId,
  name: z.string(),
  variables: z.array(z.string()),
  default_language: z.string(),
  /** Those of its variants, in their order. */
  languages: z.array(z.string()),
  /** How the text in the default language begins. */
  beginning: z.string(),
  updated_at: Timestamp,
});
export type TemplateRow = z.infer<typeof TemplateRow>;

/** A part of a template's text: itself, or a variable with what is given for it; null: nothing yet. */
export const TemplatePiece = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('variable'), name: z.string(), value: z.string().nullable() }),
]);
export type TemplatePiece = z.infer<typeof TemplatePiece>;

/** What is wrong with the braces of a text, and what stands there. */
export const BraceFault = z.object({
  kind: z.enum(['no_variable', 'not_closed', 'closes_nothing']),
  place: z.string(),
});
export type BraceFault = z.infer<typeof BraceFault>;

/** Texts that are being written: the variables that they name, in order, and each text in its parts. */
export const ParsedTexts = z.object({
  variables: z.array(z.string()),
  texts: z.array(z.object({ pieces: z.array(TemplatePiece), fault: BraceFault.nullable() })),
});
export type ParsedTexts = z.infer<typeof ParsedTexts>;

/** What a template makes of the values that are there so far. */
export const TemplatePreview = z.object({
  /** Of the variant that was taken. */
  language: z.string(),
  /** None where it is too long. */
  pieces: z.array(TemplatePiece),
  /** In UTF-16 units, without what is not given yet. */
  length: z.number().int(),
  fault: z.enum(['too_long', 'empty']).nullable(),
});
export type TemplatePreview = z.infer<typeof TemplatePreview>;
