import type { Message } from '../../../main/contract/entities.ts';
import { EDIT_MINUTES, REVOKE_HOURS } from '../../../main/contract/limits.ts';
import type { MessageStatus } from '../../../main/contract/values.ts';

export type MessageActionName = 'reply' | 'react' | 'copy' | 'save' | 'edit' | 'times' | 'cancel' | 'revoke';

/** In ms. */
const EDIT_WINDOW = EDIT_MINUTES * 60_000;
const REVOKE_WINDOW = REVOKE_HOURS * 60 * 60_000;

const TAKEN: ReadonlySet<MessageStatus> = new Set(['received', 'sent', 'delivered', 'read', 'played']);
const EDITABLE: ReadonlySet<string> = new Set(['text', 'image', 'video', 'document']);

/**
 * What can be done with a message now, in the order in which it is offered. The main process decides in the end: this
 * only spares the person what could not work.
 */
export function actionsFor(message: Message, isGroup: boolean, now: number): MessageActionName[] {
  const { direction, kind, status, text, attachment, revoked_at: revokedAt } = message;
  const isNoMessage = kind === 'notice' || kind === 'call' || kind === 'revoked';
  const reachable = TAKEN.has(status) && revokedAt === null && !isGroup && !isNoMessage;
  const isOurs = reachable && direction === 'outbound';
  const age = now - Date.parse(message.sent_at);
  const can: Record<MessageActionName, boolean> = {
    reply: reachable,
    react: reachable,
    copy: text !== '',
    save: attachment?.status === 'stored',
    edit: isOurs && EDITABLE.has(kind) && text !== '' && age <= EDIT_WINDOW,
    times: !isNoMessage,
    cancel: direction === 'outbound' && status === 'queued',
    revoke: isOurs && age <= REVOKE_WINDOW,
  };
  return ORDER.filter((action) => can[action]);
}

const ORDER: readonly MessageActionName[] = ['reply', 'react', 'copy', 'save', 'edit', 'times', 'cancel', 'revoke'];
