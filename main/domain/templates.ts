import type { LawyerId, TemplateId } from '../contract/ids.ts';
import type { Template, TemplateUse } from '../contract/template.ts';
import type { TemplatePreview, TemplateRow } from '../contract/template-preview.ts';
import { MAX_TEXT_LENGTH, MessageText } from '../contract/values.ts';
import { AppError, type FieldError } from './app-error.ts';
import type { Millis } from './clock.ts';
import { newId } from './new-id.ts';
import type { TemplateContent } from './stores/template-store.ts';
import type { Stores } from './stores.ts';
import { fill, filledLength, parseTexts, piecesOf, templateFaults, variantFor } from './template-text.ts';

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

/**
 * The same for who does not declare variables: they are those that the texts name. Throws AppError `template_not_found`,
 * `template_name_taken`, `invalid_request`.
 */
export async function changeTemplateTexts(
  stores: Stores,
  lawyerId: LawyerId,
  id: TemplateId,
  change: Omit<Change, 'variables'>,
  at: Millis,
): Promise<Template> {
  const { variants, variables: declared } = await templateOf(stores, lawyerId, id);
  const texts = (change.variants ?? variants).map(({ text }) => text);
  const { variables } = parseTexts(texts, declared);
  return changeTemplate(stores, lawyerId, id, { ...change, variables }, at);
}

/** What was sent with it stays as it is. Throws AppError `template_not_found`. */
export async function removeTemplate(stores: Stores, lawyerId: LawyerId, id: TemplateId): Promise<void> {
  if (!(await stores.templates.remove(lawyerId, id))) throw new AppError('template_not_found');
}

/**
 * Takes a removal back: by its id, which it has again, the directory may send it. One that is there stays as it is. Throws
 * AppError `template_name_taken`, `invalid_request`; `template_not_found`: that id was another lawyer's.
 */
export async function restoreTemplate(
  stores: Stores,
  lawyerId: LawyerId,
  id: TemplateId,
  content: TemplateContent,
  at: Millis,
): Promise<Template> {
  const there = await stores.templates.find(lawyerId, id);
  if (there) return there;
  await check(stores, lawyerId, content, id);
  if (!(await stores.templates.insert(lawyerId, id, content, at))) throw new AppError('template_not_found');
  return templateOf(stores, lawyerId, id);
}

/** Templates that are read at once. */
const PAGE = 100;
/** So much of a text is shown in a list, in UTF-16 units. */
const BEGINNING = 200;

/** All of a lawyer's templates, by their names. */
export async function listTemplates(stores: Stores, lawyerId: LawyerId): Promise<TemplateRow[]> {
  const rows: TemplateRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await stores.templates.list(lawyerId, { limit: PAGE, cursor });
    rows.push(...page.rows.map(rowOf));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return rows.sort((one, other) => compare(one.name, other.name));
}

function rowOf({ id, name, variables, default_language, variants, updated_at }: Template): TemplateRow {
  const text = variantFor(variants, undefined, default_language)?.text ?? '';
  return {
    ...{ id, name, variables, default_language, updated_at },
    languages: variants.map(({ language }) => language),
    // A half of a character at the end would be none.
    beginning: text.slice(0, BEGINNING).toWellFormed(),
  };
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
    if (!values.has(name)) faults.push({ field: `${at}variables.${name}`, message: 'must be given', fault: 'missing' });
  }
  for (const name of values.keys()) {
    if (template.variables.includes(name)) continue;
    faults.push({
      field: `${at}variables.${name}`,
      message: 'is no variable of this template',
      fault: 'variable_unknown',
    });
  }
  if (faults.length > 0) throw new AppError('invalid_request', faults);
  const variant = variantFor(template.variants, language, template.default_language);
  if (!variant) throw new Error('a template has no variant in its default language');
  const refuse = (fault: Pick<FieldError, 'message' | 'fault' | 'limit'>) =>
    new AppError('invalid_request', [{ field: `${at}variables`, ...fault }]);
  if (filledLength(variant.text, values) > MAX_TEXT_LENGTH) {
    const message = `make a text that must be at most ${MAX_TEXT_LENGTH} characters`;
    throw refuse({ message, fault: 'too_long', limit: MAX_TEXT_LENGTH });
  }
  const text = MessageText.safeParse(fill(variant.text, values));
  if (!text.success) {
    const message = `make a text that ${text.error.issues[0]?.message ?? 'is not valid'}`;
    throw refuse({ message, fault: 'missing' });
  }
  return { language: variant.language, text: text.data };
}

/**
 * What a template makes of the values that there are so far. An empty value is one. Those of variables that it has not are
 * left aside: the person may have come to another variant.
 */
export function previewTemplate(
  template: Template,
  { language, variables }: Pick<TemplateUse, 'language' | 'variables'>,
): TemplatePreview {
  const variant = variantFor(template.variants, language, template.default_language);
  if (!variant) throw new Error('a template has no variant in its default language');
  const values = new Map(Object.entries(variables));
  const blank = template.variables.map((name): [string, string] => [name, values.get(name) ?? '']);
  const length = filledLength(variant.text, new Map(blank));
  if (length > MAX_TEXT_LENGTH) return { language: variant.language, pieces: [], length, fault: 'too_long' };
  const pieces = piecesOf(variant.text, values);
  const isEmpty = pieces.every((piece) => (piece.kind === 'text' ? piece.text.trim() : piece.value?.trim()) === '');
  return { language: variant.language, pieces, length, fault: isEmpty ? 'empty' : null };
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
