import type { TFunction } from 'i18next';
import type { Template } from '../../../main/contract/template.ts';
import type { BraceFault, ParsedTexts } from '../../../main/contract/template-preview.ts';
import { BridgeError } from '../../bridge.ts';
import type { TemplateContent } from './template-queries.ts';

export interface VariantDraft {
  /** It stays the same while the language is changed. */
  key: number;
  language: string;
  text: string;
}

/** What is typed of a template. */
export interface TemplateDraft {
  name: string;
  /** The key of the variant that is taken where the language asked for is not there. */
  byDefault: number;
  variants: readonly VariantDraft[];
}

/** Beside which field a problem stands: the name, or the text of a variant. */
export interface TemplateErrors {
  name?: string;
  texts: Readonly<Record<number, string>>;
}

/** What the form begins with. A new template has one text, in the window's language. */
export function draftOf(template: Template | null, language: string): TemplateDraft {
  if (template === null) return { name: '', byDefault: 0, variants: [{ key: 0, language, text: '' }] };
  const variants = template.variants.map((variant, key) => ({ key, ...variant }));
  const byDefault = variants.find((variant) => variant.language === template.default_language)?.key ?? 0;
  return { name: template.name, byDefault, variants };
}

export function contentOf({ name, byDefault, variants }: TemplateDraft): TemplateContent {
  const language = variants.find(({ key }) => key === byDefault)?.language;
  return {
    name,
    ...(language !== undefined && { default_language: language }),
    variants: variants.map((variant) => ({ language: variant.language, text: variant.text })),
  };
}

export function isSame(one: TemplateDraft, other: TemplateDraft): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));
}

/** What can be seen to be missing before anything is asked. */
export function missingIn({ name, variants }: TemplateDraft, t: TFunction): TemplateErrors {
  const empty = variants.filter(({ text }) => text.trim() === '');
  return {
    ...(name.trim() === '' && { name: t('templates.name_missing') }),
    texts: Object.fromEntries(empty.map(({ key }) => [key, t('templates.text_missing')])),
  };
}

/** What the main process says of the braces, by variant. */
export function faultsIn({ variants }: TemplateDraft, parsed: ParsedTexts | undefined, t: TFunction): TemplateErrors {
  const texts: Record<number, string> = {};
  for (const [index, { key }] of variants.entries()) {
    const fault = parsed?.texts[index]?.fault;
    if (fault) texts[key] = faultText(fault, t);
  }
  return { texts };
}

function faultText({ kind, place }: BraceFault, t: TFunction): string {
  return t(`templates.fault.${kind}`, { place });
}

/** Puts a refusal beside the field that it names. Null: it names none of them. */
export function refusalOf(error: unknown, { variants }: TemplateDraft, t: TFunction): TemplateErrors | null {
  if (!(error instanceof BridgeError)) return null;
  if (error.code === 'template_name_taken') return { name: t('problem.template_name_taken'), texts: {} };
  if (error.code !== 'invalid_request') return null;
  const texts: Record<number, string> = {};
  let name: string | undefined;
  for (const { field } of error.errors) {
    const variant = variants[Number(/^variants\.(\d+)/.exec(field)?.[1] ?? Number.NaN)];
    if (field === 'name') name = t('templates.name_refused');
    else if (variant) texts[variant.key] = t('templates.text_refused');
    else return null;
  }
  return { ...(name !== undefined && { name }), texts };
}

export function hasErrors({ name, texts }: TemplateErrors): boolean {
  return name !== undefined || Object.keys(texts).length > 0;
}
