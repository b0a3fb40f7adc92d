import type { TEMPLATE_CALLS } from '../../contract/ipc/templates.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Database } from '../../domain/ports.ts';
import { parseTexts } from '../../domain/template-text.ts';
import {
  changeTemplateTexts,
  createTemplate,
  fillTemplate,
  listTemplates,
  previewTemplate,
  removeTemplate,
  restoreTemplate,
  templateOf,
} from '../../domain/templates.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { lawyerOf } from '../lawyer-of.ts';

export interface TemplateDependencies {
  database: Database;
  clock: Clock;
}

/** The window's own way to the templates: by the same use cases as the API. */
export function templateCalls({ database, clock }: TemplateDependencies): HandlersOf<typeof TEMPLATE_CALLS> {
  return {
    'templates.list': ({ lawyer_id }) => database.read((stores) => listTemplates(stores, lawyer_id)),
    'templates.get': ({ lawyer_id, id }) => database.read((stores) => templateOf(stores, lawyer_id, id)),
    'templates.create': ({ lawyer_id, ...given }) =>
      database.write(async (stores) => {
        const lawyer = await lawyerOf(stores, lawyer_id);
        const { variables } = parseTexts(given.variants.map(({ text }) => text));
        return createTemplate(stores, lawyer.id, { ...given, variables }, clock.now());
      }),
    'templates.change': ({ lawyer_id, id, ...given }) =>
      database.write((stores) => changeTemplateTexts(stores, lawyer_id, id, given, clock.now())),
    'templates.remove': ({ lawyer_id, id }) =>
      database.write(async (stores) => {
        await removeTemplate(stores, lawyer_id, id);
        return undefined;
      }),
    'templates.restore': ({ lawyer_id, id, ...content }) =>
      database.write(async (stores) => {
        const lawyer = await lawyerOf(stores, lawyer_id);
        return restoreTemplate(stores, lawyer.id, id, content, clock.now());
      }),
    'templates.parse': async ({ texts }) => parseTexts(texts),
    'templates.preview': ({ lawyer_id, id, ...use }) =>
      database.read(async (stores) => previewTemplate(await templateOf(stores, lawyer_id, id), use)),
    'templates.fill': ({ lawyer_id, id, ...use }) =>
      database.read(async (stores) => fillTemplate(await templateOf(stores, lawyer_id, id), use)),
  };
}
