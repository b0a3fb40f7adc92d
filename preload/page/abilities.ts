import type { Capability } from '../../main/contract/values.ts';

/** Every ability by name. A test holds it against the contract, whose own list would bring its parser into the page. */
export const ABILITIES: readonly Capability[] = [
  ...(['observe_state', 'observe_messages', 'observe_acks', 'observe_edits', 'observe_revokes'] as const),
  ...(['observe_reactions', 'list_chats', 'read_history', 'read_open_chat', 'find_message'] as const),
  ...(['resolve_number', 'map_lids', 'send_text', 'send_file', 'react', 'edit', 'revoke', 'mark_read'] as const),
  ...(['show_typing', 'download_media', 'link_by_qr', 'link_by_code', 'log_out'] as const),
];

/**
 * What can be said before anybody is linked. All other abilities may be missing then for no other reason than that the
 * page loads what it needs for them after the log-in.
 */
export const BEFORE_LOG_IN: ReadonlySet<Capability> = new Set(['observe_state', 'link_by_qr', 'link_by_code']);
