import type { AuditRow } from '../contract/audit.ts';
import { FILE_LOOKS } from '../contract/choices.ts';
import { ConversationId, type LawyerId, StaffId } from '../contract/ids.ts';
import type { Access } from '../contract/ipc/audit.ts';
import { IPC_CALLS } from '../contract/ipc.ts';
import type { Route } from '../contract/route.ts';
import { ROUTES } from '../contract/routes.ts';
import { chatNamer } from './name-chats.ts';
import type { Paged, PageRequest } from './stores/page-request.ts';
import type { Stores } from './stores.ts';

const WINDOW_CALLS = Object.entries(IPC_CALLS).flatMap(([name, { access, audit }]) =>
  access === 'support' || audit === 'open' || audit === 'show' ? [name] : [],
);
const SUPPORT_ROUTES = Object.entries<Route>(ROUTES).flatMap(([name, { support }]) => (support ? [name] : []));
/** What shows somebody a client's conversation, in the window or over the API. */
const ACTIONS: readonly string[] = [...WINDOW_CALLS, ...Object.values(FILE_LOOKS), ...SUPPORT_ROUTES];

/** Who looked at that lawyer's chats, or tried to; the newest first. */
export async function listAccesses(
  stores: Stores,
  lawyerId: LawyerId,
  staffId: StaffId | undefined,
  page: PageRequest,
): Promise<Paged<Access>> {
  const { rows, nextCursor } = await stores.audit.list(lawyerId, { actions: ACTIONS, actor: staffId }, page);
  const nameChats = chatNamer(stores, lawyerId);
  const names = new Map<string, string | null>();

  async function nameOf(actor: string | null): Promise<string | null> {
    const id = StaffId.safeParse(actor).data;
    if (id === undefined) return null;
    const known = names.get(id);
    if (known !== undefined) return known;
    const name = (await stores.staff.find(id))?.name ?? null;
    names.set(id, name);
    return name;
  }

  async function toAccess({ number, at, actor_role, actor, action, subjects, outcome, request_id }: AuditRow) {
    const ids = subjects.flatMap((id) => ConversationId.safeParse(id).data ?? []);
    const chats = await nameChats(ids);
    const through = request_id === null ? 'window' : 'api';
    const name = await nameOf(actor);
    return { number, at, actor_role, name, through, action, chats, chat_count: ids.length, outcome } as const;
  }

  const accesses: Access[] = [];
  for (const row of rows) accesses.push(await toAccess(row));
  return { rows: accesses, nextCursor };
}
