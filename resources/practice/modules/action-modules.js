import * as actions from '../actions.js';
import { handleChatSimpleReceipt } from '../incoming.js';
import { addOrUpdateReactionsModelCollection, getReactions } from '../reactions.js';
import * as sending from '../sending.js';
import { chatStore } from '../stores.js';

const ACK = Object.freeze({ FAILED: -1, CLOCK: 0, SENT: 1, RECEIVED: 2, READ: 3, PLAYED: 4 });
const ACK_STRING = Object.freeze({ SENDER: 'sender', DELIVERY: 'delivery', READ: 'read', PLAYED: 'played' });
const EDIT_ATTR = Object.freeze({ SENDER_REVOKE: 7, ADMIN_REVOKE: 8 });
const SendMsgResult = Object.freeze({
  OK: 'OK',
  ERROR_NETWORK: 'ERROR_NETWORK',
  ERROR_UPLOAD: 'ERROR_UPLOAD',
  ERROR_UNKNOWN: 'ERROR_UNKNOWN',
});

/** What is done in chats. */
export const actionModules = {
  WAWebFindChatAction: () => ({ findOrCreateLatestChat: actions.findOrCreateLatestChat }),
  WAWebSendMsgChatAction: () => ({ addAndSendMsgToChat: sending.addAndSendMsgToChat }),
  WAWebSendTextMsgChatAction: () => ({ sendTextMsgToChat: sending.sendTextMsgToChat }),
  WAWebSendMessageEditAction: () => ({ addAndSendMessageEdit: sending.addAndSendMessageEdit }),
  WAWebMsgActionCapability: () => ({ canEditText: sending.canEditText }),
  WAWebCanEditCaption: () => ({ canEditCaption: sending.canEditCaption }),
  WAWebSendReactionMsgAction: () => ({ sendReactionToMsg: sending.sendReactionToMsg }),
  WAWebReactionsMsgAction: () => ({ addOrUpdateReactionsModelCollection }),
  WAWebDBGetReactions: () => ({ getReactions }),
  WAWebDBMessageFindLocal: () => ({
    msgFindByDirection: actions.msgFindByDirection,
    msgFindBefore: (query) => actions.msgFindByDirection({ ...query, direction: 'before' }),
    msgFindAfter: (query) => actions.msgFindByDirection({ ...query, direction: 'after' }),
  }),
  WAWebDBFindCallLogs: () => ({ msgFindCallLog: actions.msgFindCallLog }),
  WAWebChatMessageSearch: () => ({
    // wa-js passes one object to a function of one parameter, as the page of 2026 has it.
    getSearchContext: (search) => actions.getSearchContext(search.chat, search.msgKey),
  }),
  WAWebUpdateUnreadChatAction: () => ({
    sendSeen: (request) => actions.sendSeen(request.chat ?? request),
    markUnread: async (chat) => chat.set('unreadCount', -1),
  }),
  WAWebQueryExistsJob: () => ({ queryWidExists: actions.queryWidExists, queryPhoneExists: actions.queryWidExists }),
  WAWebGroupQueryJob: () => ({
    queryAllGroups: async () => chatStore.filter(({ id }) => id.isGroup()).map(({ id }) => ({ id })),
  }),
  WAWebHandleMsgSimpleReceipt: () => ({ handleChatSimpleReceipt }),
  WAWebHandleGroupSimpleReceipt: () => ({ handleGroupSimpleReceipt() {} }),
  WAWebHandleStatusSimpleReceipt: () => ({ handleStatusSimpleReceipt() {} }),
  WAWebChatPresence: () => ({
    markComposing: (chat) => actions.sendPresence(chat, 'composing'),
    markPaused: (chat) => actions.sendPresence(chat, 'paused'),
    markRecording: (chat) => actions.sendPresence(chat, 'recording'),
  }),
  WAWebGetEphemeralFieldsMsgActionsUtils: () => ({ getEphemeralFields: () => ({}) }),
  WAWebAck: () => ({ ACK, ACK_STRING, EDIT_ATTR }),
  WAWebSendMsgResultAction: () => ({ SendMsgResult }),
  WAWebMsgType: () => ({ MSG_TYPE: messageTypes, SYSTEM_MESSAGE_TYPES: ['e2e_notification', 'gp2', 'notification'] }),
  WATimeUtils: () => ({ unixTime: () => Math.floor(Date.now() / 1000), unixTimeMs: () => Date.now() }),
};

const messageTypes = Object.freeze({
  NOTIFICATION: 'notification',
  NOTIFICATION_TEMPLATE: 'notification_template',
  GP2: 'gp2',
  E2E_NOTIFICATION: 'e2e_notification',
  CALL_LOG: 'call_log',
  PROTOCOL: 'protocol',
  CHAT: 'chat',
  LOCATION: 'location',
  VCARD: 'vcard',
  MULTI_VCARD: 'multi_vcard',
  CIPHERTEXT: 'ciphertext',
  REVOKED: 'revoked',
  IMAGE: 'image',
  VIDEO: 'video',
  AUDIO: 'audio',
  PTT: 'ptt',
  STICKER: 'sticker',
  DOCUMENT: 'document',
  POLL_CREATION: 'poll_creation',
  REACTION: 'reaction',
  UNKNOWN: 'unknown',
});
