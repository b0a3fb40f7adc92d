import { changeTemplate, createTemplate, fillTemplate, removeTemplate, templateOf } from '../../domain/templates.ts';
import type { Handlers } from '../handler.ts';

type Names =
  | 'createTemplate'
  | 'listTemplates'
  | 'getTemplate'
  | 'changeTemplate'
  | 'removeTemplate'
  | 'previewTemplate';

export const templateRoutes: Pick<Handlers, Names> = {
  createTemplate: ({ lawyerId, body, stores, at }) => createTemplate(stores, lawyerId, body, at),
  async listTemplates({ lawyerId, query, stores }) {
    const { rows, nextCursor } = await stores.templates.list(lawyerId, query);
    return { data: rows, next_cursor: nextCursor };
  },
  getTemplate: ({ lawyerId, params, stores }) => templateOf(stores, lawyerId, params.id),
  changeTemplate: ({ lawyerId, params, body, stores, at }) => changeTemplate(stores, lawyerId, params.id, body, at),
  async removeTemplate({ lawyerId, params, stores }) {
    await removeTemplate(stores, lawyerId, params.id);
  },
  async previewTemplate({ lawyerId, params, body, stores }) {
    return fillTemplate(await templateOf(stores, lawyerId, params.id), body);
  },
};
