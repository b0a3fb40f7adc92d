import { pathTo } from '../../routing/path.ts';

/** The address of a lawyer's clients, and of the one that is looked at among them. */
export const CLIENTS_PATH = '/lawyer/:lawyerId/clients/:clientId?';

export function clientsPath(lawyerId: string, clientId?: string): string {
  return pathTo(CLIENTS_PATH, { lawyerId, clientId });
}
