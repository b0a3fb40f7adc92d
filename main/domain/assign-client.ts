import type { AssignedStatus, Assignment } from '../contract/assignment.ts';
import type { ClientId, LawyerId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import type { Millis } from './clock.ts';
import { clientOfLine } from './learn-addresses.ts';
import { createClient } from './manage-clients.ts';
import type { Stores } from './stores.ts';

/**
 * Gives a client to another lawyer, in the caller's transaction. The other one gets an own client with the name and the
 * number, unless there is one with that number: the two never share a row, so that nothing else of one can ever be seen
 * by the other. Throws AppError `client_not_found`, `lawyer_not_found`, `client_not_assignable`, `invalid_request`.
 */
export async function assignClient(
  stores: Stores,
  owner: LawyerId,
  id: ClientId,
  { to, status }: { to: LawyerId; status: AssignedStatus },
  at: Millis,
): Promise<Assignment> {
  const client = await stores.clients.find(owner, id);
  if (!client) throw new AppError('client_not_found');
  if (to === owner) {
    throw new AppError('invalid_request', [
      { field: 'lawyer_id', message: 'is the lawyer whose client it is', fault: 'own_lawyer' },
    ]);
  }
  if (!(await stores.lawyers.find(to))) {
    throw new AppError('lawyer_not_found', [{ field: 'lawyer_id', message: 'does not exist' }]);
  }
  const { name, phone } = client;
  if (name === null && phone === null) throw new AppError('client_not_assignable');
  const isNew = await stores.assignments.set(id, to, status, at);
  const isKnown = phone !== null && (await clientOfLine(stores, to, phone)) !== null;
  if (isNew && !isKnown) await createClient(stores, to, { name, phone, status }, at);
  const assignment = (await stores.assignments.list(owner, id)).find(({ lawyer_id }) => lawyer_id === to);
  if (!assignment) throw new Error('an assignment that was made is not there');
  return assignment;
}

/** Throws AppError `client_not_found`. */
export async function assignmentsOf(stores: Stores, owner: LawyerId, id: ClientId): Promise<Assignment[]> {
  if (!(await stores.clients.find(owner, id))) throw new AppError('client_not_found');
  return stores.assignments.list(owner, id);
}

/** In the caller's transaction. Throws AppError `client_not_found`, `assignment_not_found`. */
export async function unassignClient(stores: Stores, owner: LawyerId, id: ClientId, from: LawyerId): Promise<void> {
  if (!(await stores.clients.find(owner, id))) throw new AppError('client_not_found');
  if (!(await stores.assignments.remove(owner, id, from))) throw new AppError('assignment_not_found');
}
