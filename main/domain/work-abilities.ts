import type { Capability, DriverName } from '../contract/values.ts';

/** Parts of the work with a page. */
export type Work =
  | 'know_state'
  | 'hear_messages'
  | 'follow_acks'
  | 'follow_changes'
  | 'read_history'
  | 'read_screen'
  | 'look_for_sent'
  | 'resolve_numbers'
  | 'map_addresses'
  | 'send_texts'
  | 'send_files'
  | 'react'
  | 'edit'
  | 'revoke'
  | 'mark_read'
  | 'show_typing'
  | 'fetch_media'
  | 'link_by_qr'
  | 'link_by_code'
  | 'log_out';

/**
 * What each part needs of the page. Where one of these is missing, this part stands still and all others go on: without
 * `send_text`, texts wait in the outbox while messages are received; without `observe_messages`, history is read every
 * few seconds instead; without `find_message`, a send without an answer ends as `unknown`.
 */
export const NEEDED: Record<Work, readonly Capability[]> = {
  know_state: ['observe_state'],
  hear_messages: ['observe_messages'],
  follow_acks: ['observe_acks'],
  follow_changes: ['observe_edits', 'observe_revokes', 'observe_reactions'],
  read_history: ['list_chats', 'read_history'],
  read_screen: ['read_open_chat'],
  look_for_sent: ['find_message'],
  resolve_numbers: ['resolve_number'],
  map_addresses: ['map_lids'],
  send_texts: ['send_text'],
  send_files: ['send_file'],
  react: ['react'],
  edit: ['edit'],
  revoke: ['revoke'],
  mark_read: ['mark_read'],
  show_typing: ['show_typing'],
  fetch_media: ['download_media'],
  link_by_qr: ['link_by_qr'],
  link_by_code: ['link_by_code'],
  log_out: ['log_out'],
};

/** Which driver has an ability now; null: none. */
export type DriverOf = (ability: Capability) => DriverName | null;

/** Which driver does that work: the second one where it has any part in it; null: it stands still. */
export function driverOfWork(work: Work, driverOf: DriverOf): DriverName | null {
  const drivers = NEEDED[work].map(driverOf);
  if (drivers.includes(null)) return null;
  return drivers.includes('dom') ? 'dom' : 'wa-js';
}
