import { EDIT_MINUTES, REVOKE_HOURS } from '../limits.ts';
import type { RouteName } from '../routes.ts';

/** What a route does beyond its summary: what becomes of it, what it waits for, how its parts go together. CommonMark. */
export const ROUTE_NOTES: { [Name in RouteName]?: string } = {
  sendMessage:
    'Give exactly one of `to` and `conversation_id`, and a `text`, an `attachment` (with `text` as its caption) or a `template`. ' +
    'It answers as soon as the message is on disk, also while WhatsApp is not connected: then it waits. What becomes of it is ' +
    'the `status` of the message and the events `message.sent`, `message.delivered`, `message.read`, `message.failed` and ' +
    '`message.unknown`. Send an `Idempotency-Key`: then a repeated request never sends twice. Of a template the text in the ' +
    '`language` wanted is taken, else in a less special one (`de` for `de-CH`), else in its default language; the answer says which.',
  listMessages:
    'All filters together. It is for looking and searching: to catch up after a pause, read `GET /v1/events`. Not for support, ' +
    'which reads the granted chats one by one.',
  getMessage: 'Here is what became of a message that was sent: `status`, and `error` where it failed.',
  cancelMessage: 'What has begun to be sent is refused with `already_on_its_way`.',
  reactToMessage: 'It is queued, and done in WhatsApp a moment later.',
  editMessage: `It is queued. WhatsApp takes an edit for ${EDIT_MINUTES} minutes after the sending: later it is \`too_late_in_whatsapp\`.`,
  revokeMessage: `It is queued. WhatsApp takes it for ${REVOKE_HOURS} hours after the sending: later it is \`too_late_in_whatsapp\`.`,
  listOutbox: '`waits_for` says why a row waits: for its turn, the session, the pace, quiet hours, a repetition.',
  listConversations:
    'For catching up there is `GET /v1/events`: an edit, a reaction and a status do not move `updated_at`. Support sees what it was granted.',
  getConversation:
    'By the number or the id. The messages are in `messages`, the newest page of them, the oldest first; `next_cursor` leads to older ones. ' +
    'To walk both ways, take `GET …/messages`. Support names a chat by its id, or by the number where one granted chat has it; ' +
    'what was not granted is 404, whether it exists or not.',
  listChatMessages:
    "Three ways to begin: without anything at the chat's end, with `direction=newer` at its beginning, with `around` in its middle. " +
    'From there give `older_cursor` or `newer_cursor` as `cursor`, alone: a cursor knows its direction, and beside another ' +
    '`direction` it is `invalid_cursor`. `next_cursor` is the one of the two that goes on as this page did.',
  readConversation: 'The unread count is zero at once; the blue ticks are queued.',
  getCompleteness: 'Times are those of WhatsApp. A gap has its reason.',
  mergeClients: 'Their chats become one. It can be undone.',
  createFileLink: 'The link ends to the millisecond when `expires_at` says, and cannot be taken back before.',
  uploadAttachment:
    'Send the bytes alone as the body, of whatever content type, and no form (`multipart/form-data` is 415). Its true type is found from ' +
    'the bytes; programs are refused.',
  getAttachment:
    'A received file begins as `pending`. Wait for the event `message.attachment_stored`, or until `status` is `stored`; with ' +
    '`unavailable`, `error` says why.',
  getAttachmentContent:
    'Until `status` is `stored` it is `attachment_not_ready`. It downloads under its own name, or, where it has none, as ' +
    '`attachment` with the ending of its true type.',
  createWebhook:
    'Keep the `secret`: deliveries are signed with it (see "Webhooks: verify the signature" above). In the live account the ' +
    'address must be https and no private one.',
  createLawyer:
    'Next: draw `GET …/session/qr.png` until `GET …/session` says `ready`. Practice: `POST /v1/practice/scan`.',
  getSession:
    'Nothing is received or sent before `state` is `ready`. `qr` and `pairing-code` wait for the phone; `steps` says what a ' +
    'person can do. Changes are events: `session.ready`, `session.disconnected` and others.',
  getSessionQr: 'Draw it anew when it has expired. Without a code: `session_not_waiting_for_scan`.',
  requestPairingCode: 'Ask `GET …/session` until it shows `pairing_code`.',
  createKey:
    'A key gives no more than it may do itself: `scope_not_given`. A lawyer makes keys of the own lawyer alone.',
  getOwnKey:
    'A good first call: is the key right, whose is it, what may it do? For staff who have signed in it is `key_not_found`.',
  rotateKey:
    'Until the overlap is over both work; then the old one is `api_key_expired`. To end it at once, revoke it.',
  revokeKey: 'From then on it is `api_key_revoked`.',
  createTemplate: 'Every variable that a text names is declared, and every declared one is named.',
  previewTemplate:
    'It takes what `template` of `POST /v1/messages/send` takes, and finds the language in the same way.',
  listAudit:
    'What acts outside of the database, such as a session or the practice account, has two rows: `begun`, then `done`. What a ' +
    "lawyer's key reads of its own is not written down.",
  getHealth: 'Also without a key, for whoever watches that it runs.',
  getStats: 'Groups, calls and notices are not counted.',
  practiceScan:
    "A practice lawyer's session waits with a QR code until this is called; then wait until `GET /v1/lawyers/{id}/session` says `ready`.",
  practiceWrite: 'Each part but `text` makes a kind: a `file` an image, a video, audio or a document by its `type`.',
};
