import { pathTo } from '../../routing/path.ts';

/** The address of a lawyer's templates, and of the one that is open among them: its id, or `new`. */
export const TEMPLATES_PATH = '/lawyer/:lawyerId/templates/:template?';

export const NEW_TEMPLATE = 'new';

export function templatesPath(lawyerId: string, template?: string): string {
  return pathTo(TEMPLATES_PATH, { lawyerId, template });
}
