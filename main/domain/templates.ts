import type { LawyerId, TemplateId } from '../contract/ids.ts';
import type { Template, TemplateUse } from '../contract/template.ts';
import { MAX_TEXT_LENGTH, MessageText } from '../contract/values.ts';
import { AppError, type FieldError } from './app-error.ts';
import type { Millis } from './clock.ts';
import { newId } from './new-id.ts';
import type { TemplateContent } from './stores/template-store.ts';
import type { Stores } from './stores.ts';
import { fill, filledLength, templateFaults, variantFor } from './template-text.ts';

type Change = { [Field in keyof TemplateContent]?: TemplateContent[Field] | undefined };

/**
 * Keeps a new template, in the caller's transaction. Without a default language it is the first variant's. Throws AppError
 * `template_name_taken`, `invalid_request`.
 */
export async function createTemplate(
  stores: Stores,
  lawyerId: LawyerId,
  { default_language: language, ...rest }: Omit<TemplateContent, 'default_language'> & Change,
  at: Millis,
): Promise<Template> {
  const content = { ...rest, default_language: language ?? rest.variants[0]?.language ?? '' };
  await check(stores, lawyerId, content, null);
  const id = newId('tpl', at);
  await stores.templates.insert(lawyerId, id, content, at);
  return templateOf(stores, lawyerId, id);
}

/** What is left out stays as it is. Throws AppError `template_not_found`, `template_name_taken`, `invalid_request`. */
export async function changeTemplate(
  stores: Stores,
  lawyerId: LawyerId,
  id: TemplateId,
  change: Change,
  at: Millis,
): Promise<Template> {
  const before = await templateOf(stores, lawyerId, id);
  const content: TemplateContent = {
    name: change.name ?? before.name,
    variables: change.variables ?? before.variables,
    default_language: change.default_language ?? before.default_language,
    variants: change.variants ?? before.variants,
  };
  await check(stores, lawyerId, content, id);
  await stores.templates.replace(lawyerId, id, content, at);
  return templateOf(stores, lawyerId, id);
}

/** Throws AppError `template_not_found`. */
export async function templateOf(stores: Stores, lawyerId: LawyerId, id: TemplateId): Promise<Template> {
  const template = await stores.templates.find(lawyerId, id);
  if (!template) throw new AppError('template_not_found');
  return template;
}

export interface FilledTemplate {
  /** Of the variant that was taken. */
  language: string;
  text: MessageText;
}

/**
 * The text that a template makes with these values. `at` is where in the request they stand. Throws AppError
 * `invalid_request`: a variable is missing or not known, or what comes of it is no message.
 */
export function fillTemplate(
  template: Template,
  { language, variables }: Pick<TemplateUse, 'language' | 'variables'>,
  at = '',
): FilledTemplate {
  const values = new Map(Object.entries(variables));
  const faults: FieldError[] = [];
  for (const name of template.variables) {
    if (!values.has(name)) faults.push({ field: `${at}variables.${name}`, message: 'must be given' });
  }
  for (const name of values.keys()) {
    if (template.variables.includes(name)) continue;
    faults.push({ field: `${at}variables.${name}`, message: 'is no variable of this template' });
  }
  if (faults.length > 0) throw new AppError('invalid_request', faults);
  const variant = variantFor(template.variants, language, template.default_language);
  if (!variant) throw new Error('a template has no variant in its default language');
  const refuse = (message: string) => new AppError('invalid_request', [{ field: `${at}variables`, message }]);
  if (filledLength(variant.text, values) > MAX_TEXT_LENGTH) {
    throw refuse(`make a text that must be at most ${MAX_TEXT_LENGTH} characters`);
  }
  const text = MessageText.safeParse(fill(variant.text, values));
  if (!text.success) throw refuse(`make a text that ${text.error.issues[0]?.message ?? 'is not valid'}`);
  return { language: variant.language, text: text.data };
}

/** The text of a template that is to be sent, and in which language it is. Throws AppError `template_not_found`, `invalid_request`. */
export async function textOfTemplate(stores: Stores, lawyerId: LawyerId, use: TemplateUse): Promise<FilledTemplate> {
  const { id, name = '' } = use;
  const template = id ? await stores.templates.find(lawyerId, id) : await stores.templates.findByName(lawyerId, name);
  if (!template) {
    throw new AppError('template_not_found', [
      { field: id ? 'template.id' : 'template.name', message: 'does not exist' },
    ]);
  }
  return fillTemplate(template, use, 'template.');
}

async function check(
  stores: Stores,
  lawyerId: LawyerId,
  content: TemplateContent,
  own: TemplateId | null,
): Promise<void> {
  const faults = templateFaults(content);
  if (faults.length > 0) throw new AppError('invalid_request', faults.slice(0, 20));
  const namesake = await stores.templates.findByName(lawyerId, content.name);
  if (!namesake || namesake.id === own) return;
  throw new AppError('template_name_taken', [{ field: 'name', message: 'belongs to another template' }], {
    existing: namesake.id,
  });
}
