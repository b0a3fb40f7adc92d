import { z } from 'zod';
import { listOf } from '../entities.ts';
import { TemplateId } from '../ids.ts';
import { Page, type Route } from '../route.ts';
import { Language, Template, TemplateName, TemplateValues, TemplateVariant, VariableName } from '../template.ts';

const OneTemplate = z.strictObject({ id: TemplateId });
const Name = TemplateName.describe('What it is sent by. Unique, whatever the case of its letters.');
const Variables = z
  .array(VariableName)
  .max(50)
  .describe('The variables that must be given with each use; each stands in a text.');
const Variants = z.array(TemplateVariant).min(1).max(50).describe('The text in each language.');
const DefaultLanguage = Language.describe(
  'What is taken where the language asked for is not there: that of a variant.',
);

/** Named texts with variables, in several languages. */
export const TEMPLATE_ROUTES = {
  createTemplate: {
    method: 'POST',
    path: '/v1/templates',
    summary: 'Keep a text under a name, with `{{variables}}` that are declared, in one or more languages',
    access: 'lawyer',
    fromOutside: true,
    resource: 'templates',
    body: z.strictObject({
      name: Name,
      variables: Variables.default([]),
      default_language: DefaultLanguage.optional(),
      variants: Variants,
    }),
    status: 201,
    location: '/v1/templates/{id}',
    output: Template,
    problems: ['template_name_taken'],
  },
  listTemplates: {
    method: 'GET',
    path: '/v1/templates',
    summary: 'Templates, oldest first',
    access: 'lawyer',
    fromOutside: true,
    resource: 'templates',
    query: Page,
    status: 200,
    output: listOf(Template),
    problems: ['invalid_cursor'],
  },
  getTemplate: {
    method: 'GET',
    path: '/v1/templates/{id}',
    summary: 'One template',
    access: 'lawyer',
    fromOutside: true,
    resource: 'templates',
    params: OneTemplate,
    status: 200,
    output: Template,
    problems: ['template_not_found'],
  },
  changeTemplate: {
    method: 'PATCH',
    path: '/v1/templates/{id}',
    summary: 'Change a template; what is left out stays as it is, and `variants` replace all that there were',
    access: 'lawyer',
    fromOutside: true,
    resource: 'templates',
    params: OneTemplate,
    body: z.strictObject({
      name: Name.optional(),
      variables: Variables.optional(),
      default_language: DefaultLanguage.optional(),
      variants: Variants.optional(),
    }),
    status: 200,
    output: Template,
    problems: ['template_not_found', 'template_name_taken'],
  },
  removeTemplate: {
    method: 'DELETE',
    path: '/v1/templates/{id}',
    summary: 'Remove a template; what was sent with it stays as it is',
    access: 'lawyer',
    fromOutside: true,
    resource: 'templates',
    params: OneTemplate,
    status: 204,
    output: z.undefined(),
    problems: ['template_not_found'],
  },
  previewTemplate: {
    method: 'POST',
    path: '/v1/templates/{id}/preview',
    summary: 'The text that would be sent, and in which language; nothing is sent',
    access: 'lawyer',
    fromOutside: true,
    resource: 'templates',
    params: OneTemplate,
    body: z.strictObject(TemplateValues).prefault({}),
    status: 200,
    output: z.object({ language: z.string(), text: z.string() }),
    problems: ['template_not_found'],
  },
} as const satisfies Record<string, Route>;
