import type { TEMPLATE_CALLS } from '../../../../main/contract/ipc/templates.ts';
import type { Template } from '../../../../main/contract/template.ts';
import { AppError } from '../../../../main/domain/app-error.ts';
import { parseTexts, templateFaults } from '../../../../main/domain/template-text.ts';
import { fillTemplate, previewTemplate } from '../../../../main/domain/templates.ts';
import type { AnswersOf } from './answers-of.ts';
import { ago, fakeId } from './fake-id.ts';
import { FakeProblem } from './problem.ts';

type Content = Pick<Template, 'name' | 'variants'> & { default_language?: string | undefined };

/** The lawyers' templates; none at first. Texts are read and filled as the real ones are. */
export class FakeTemplates {
  readonly #all = new Map<string, Template & { lawyerId: string }>();

  add(lawyerId: string, content: Content, minutesAgo = 0): Template {
    const template = this.#made(content, { id: fakeId('tpl'), created_at: ago(minutesAgo), declared: [] });
    this.#all.set(template.id, { ...template, updated_at: ago(minutesAgo), lawyerId });
    return template;
  }

  /** With variables and without, in one language and in two, and one that a stranger could have written. */
  addTo(lawyerId: string): void {
    this.add(lawyerId, { name: 'Away', variants: [{ language: 'en', text: 'I am away until Monday.' }] }, 90_000);
    this.add(
      lawyerId,
      {
        name: 'Appointment',
        default_language: 'en',
        variants: [
          { language: 'en', text: 'Dear {{client}},\n\nyour appointment is on {{date}}. Please bring {{papers}}.' },
          {
            language: 'de',
            text: 'Guten Tag {{client}},\n\nIhr Termin ist am {{date}}. Bitte bringen Sie {{papers}} mit.',
          },
          { language: 'ar', text: 'مرحبا {{client}}، موعدك في {{date}}. يرجى إحضار {{papers}}.' },
        ],
      },
      3_000,
    );
    this.add(lawyerId, { name: 'Fee', variants: [{ language: 'en', text: 'The fee is {{amount}} euros.' }] }, 40);
    const hostile = '<b>Power</b> of \u202Eyenrotta';
    this.add(
      lawyerId,
      { name: hostile, variants: [{ language: 'en', text: '<img src=x> {single} \u202Etxet' }] },
      20_000,
    );
  }

  /** As somebody does it over the API: no call of the window. */
  change(id: string, content: Content): void {
    this.#put(id, content);
  }

  clear(): void {
    this.#all.clear();
  }

  named(name: string): Template {
    const found = [...this.#all.values()].find((one) => one.name === name);
    if (!found) throw new Error(`there is no template ${name}`);
    return found;
  }

  #made(content: Content, kept: Pick<Template, 'id' | 'created_at'> & { declared: readonly string[] }): Template {
    const { variables } = parseTexts(
      content.variants.map(({ text }) => text),
      kept.declared,
    );
    const language = content.default_language ?? content.variants[0]?.language ?? '';
    const faults = templateFaults({ variables, default_language: language, variants: content.variants });
    if (faults.length > 0) throw new FakeProblem('invalid_request', faults);
    const { id, created_at } = kept;
    const { name, variants } = content;
    return {
      id,
      name,
      variables,
      default_language: language,
      variants,
      created_at,
      updated_at: new Date().toISOString(),
    };
  }

  #put(id: string, change: Partial<Content>): Template {
    const before = this.#find(id);
    const { name = before.name, variants = before.variants, default_language = before.default_language } = change;
    this.#assertFree(before.lawyerId, name, id);
    const after = this.#made({ name, variants, default_language }, { ...before, declared: before.variables });
    this.#all.set(id, { ...after, lawyerId: before.lawyerId });
    return after;
  }

  #find(id: string): Template & { lawyerId: string } {
    const template = this.#all.get(id);
    if (!template) throw new FakeProblem('template_not_found');
    return template;
  }

  #assertFree(lawyerId: string, name: string, own: string | null): void {
    for (const one of this.#all.values()) {
      if (one.lawyerId !== lawyerId || one.id === own || one.name.toLowerCase() !== name.toLowerCase()) continue;
      throw new FakeProblem('template_name_taken', [{ field: 'name', message: 'belongs to another template' }]);
    }
  }

  readonly answers: AnswersOf<typeof TEMPLATE_CALLS> = {
    'templates.list': ({ lawyer_id }) =>
      [...this.#all.values()]
        .filter(({ lawyerId }) => lawyerId === lawyer_id)
        .sort((one, other) => one.name.localeCompare(other.name))
        .map((one) => ({
          ...one,
          languages: one.variants.map(({ language }) => language),
          beginning: (one.variants.find(({ language }) => language === one.default_language)?.text ?? '').slice(0, 200),
        })),
    'templates.get': ({ id }) => this.#find(id),
    'templates.create': ({ lawyer_id, ...content }) => {
      this.#assertFree(lawyer_id, content.name, null);
      return this.add(lawyer_id, content);
    },
    'templates.change': ({ lawyer_id: _, id, ...content }) => this.#put(id, content as Partial<Content>),
    'templates.remove': ({ id }) => {
      this.#find(id);
      this.#all.delete(id);
      return undefined;
    },
    'templates.restore': ({ lawyer_id, id, ...content }) => {
      this.#assertFree(lawyer_id, content.name, id);
      const now = new Date().toISOString();
      const template = { ...content, id, created_at: now, updated_at: now } as Template;
      this.#all.set(id, { ...template, lawyerId: lawyer_id });
      return template;
    },
    'templates.parse': ({ texts }) => parseTexts(texts),
    'templates.preview': ({ lawyer_id: _, id, ...use }) => previewTemplate(this.#find(id), use),
    'templates.fill': ({ lawyer_id: _, id, ...use }) => {
      try {
        return fillTemplate(this.#find(id), use);
      } catch (error) {
        if (error instanceof AppError) throw new FakeProblem(error.code, [...error.fields]);
        throw error;
      }
    },
  };
}
