import { z } from 'zod';
import { LawyerId, TemplateId } from '../ids.ts';
import { TEMPLATE_ROUTES } from '../routes/templates.ts';
import { Template, TemplateValues } from '../template.ts';
import { ParsedTexts, TemplatePreview, TemplateRow } from '../template-preview.ts';
import { MAX_TEXT_LENGTH } from '../values.ts';
import type { IpcEntries } from './entry.ts';

const Whose = z.strictObject({ lawyer_id: LawyerId });
const One = Whose.extend({ id: TemplateId });
const { createTemplate, changeTemplate } = TEMPLATE_ROUTES;

/** Named texts with variables. In the window nobody declares variables: they are those that the texts name. */
export const TEMPLATE_CALLS = {
  /** All of a lawyer's, by their names. */
  'templates.list': { input: Whose, output: z.array(TemplateRow), audit: null, access: 'lawyer' },
  'templates.get': { input: One, output: Template, audit: null, access: 'lawyer' },
  'templates.create': {
    input: createTemplate.body.omit({ variables: true }).extend({ lawyer_id: LawyerId }),
    output: Template,
    audit: 'act',
    changes: 'templates',
    access: 'lawyer',
  },
  /** What is left out stays as it is. */
  'templates.change': {
    input: changeTemplate.body.omit({ variables: true }).extend({ lawyer_id: LawyerId, id: TemplateId }),
    output: Template,
    audit: 'act',
    changes: 'templates',
    access: 'lawyer',
  },
  'templates.remove': { input: One, output: z.undefined(), audit: 'act', changes: 'templates', access: 'lawyer' },
  /** Takes a removal back: the content is what was removed. */
  'templates.restore': {
    input: createTemplate.body.required().extend({ lawyer_id: LawyerId, id: TemplateId }),
    output: Template,
    audit: 'act',
    changes: 'templates',
    access: 'lawyer',
  },
  /** Reads texts that are being written, and may be anything yet. */
  'templates.parse': {
    input: Whose.extend({ texts: z.array(z.string().max(MAX_TEXT_LENGTH)).max(50) }),
    output: ParsedTexts,
    audit: null,
    access: 'lawyer',
  },
  /** As far as values are given. */
  'templates.preview': {
    input: One.extend(TemplateValues),
    output: TemplatePreview,
    audit: null,
    access: 'lawyer',
  },
  /** The text, which goes to where one writes: it is sent as any other, or not at all. */
  'templates.fill': {
    input: One.extend(TemplateValues),
    output: z.object({ language: z.string(), text: z.string() }),
    audit: null,
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
