import * as actions from './actions.js';
import { Emitter } from './emitter.js';
import { MsgKey, Wid, widFactory } from './ids.js';
import { handleChatSimpleReceipt } from './incoming.js';
import { BaseModel, Collection, defineModel } from './models.js';
import * as session from './session.js';
import * as stores from './stores.js';

// WhatsApp's modules by their names: each exports the shape by which wa-js finds it.

/** The revision whose shape these modules follow. */
export const VERSION = '2.3000.1044822804';
const ACK = Object.freeze({ FAILED: -1, CLOCK: 0, SENT: 1, RECEIVED: 2, READ: 3, PLAYED: 4 });
const ACK_STRING = Object.freeze({ SENDER: 'sender', DELIVERY: 'delivery', READ: 'read', PLAYED: 'played' });
const SendMsgResult = Object.freeze({ OK: 'OK', ERROR_NETWORK: 'ERROR_NETWORK', ERROR_UNKNOWN: 'ERROR_UNKNOWN' });
const SOCKET_STREAM = Object.freeze({ DISCONNECTED: 'DISCONNECTED', SYNCING: 'SYNCING', CONNECTED: 'CONNECTED' });

const bytesOf = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const encodeB64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const titleOf = (contact) => contact.name ?? contact.pushname ?? stores.phoneOf(contact.id);
const unixTime = () => Math.floor(Date.now() / 1000);

const stateModules = {
  WAWebUserPrefsIsLoggedIn: () => ({ isLoggedIn: session.isLoggedIn }),
  WAWebUserPrefsMultiDevice: () => ({ isRegistered: session.isLoggedIn }),
  WAWebConnModel: () => ({ Conn: session.conn, ConnImpl: session.ConnImpl }),
  WAWebStreamModel: () => ({ Stream: session.stream }),
  WAWebSocketModel: () => ({ Socket: session.socket }),
  WAWebSocketConstants: () => ({ SOCKET_STATE: session.SOCKET_STATE, SOCKET_STREAM }),
  WAWebStreamConstants: () => ({ StreamInfo: { NORMAL: 'NORMAL' }, StreamMode: { QR: 'QR', MAIN: 'MAIN' } }),
  WAWebCmd: () => ({ Cmd: session.cmd, CmdImpl: session.CmdImpl }),
  WAWebNetworkStatus: () => ({ default: session.networkStatus }),
  WAWebBackendEventBus: () => ({ BackendEventBus: session.backendEventBus, BackendEvent: {} }),
  WAWebHistorySyncProgress: () => ({ getHistorySyncProgressModel: () => ({ realProgress: 100 }) }),
  WAWebBuildConstants: () => ({
    VERSION_STR: VERSION,
    SANITIZED_VERSION_STR: VERSION,
    VERSION_PRIMARY: '2',
    VERSION_SECONDARY: '3000',
    VERSION_TERTIARY: '1044822804',
  }),
};

const identityModules = {
  WAWebUserPrefsMeUser: () => ({
    getMaybeMePnUser: session.meUser,
    getMaybeMeLidUser: () => undefined,
    getMe: session.meUser,
    getMeLidUserOrThrow() {
      throw new Error('getMeLidUserOrThrow: the account has no lid');
    },
  }),
  WAWebSignalStore: () => ({
    waSignalStore: {
      getRegistrationInfo: async () => ({ identityKeyPair: { pubKey: bytesOf(session.identity.keys.identityKey) } }),
    },
  }),
  WAWebNoiseInfo: () => ({
    waNoiseInfo: { get: async () => ({ staticKeyPair: { pubKey: bytesOf(session.identity.keys.noiseKey) } }) },
  }),
  WAWebUserPrefsAdv: () => ({
    getADVSecretKey: () => session.identity.keys.advSecret,
    setADVSignedIdentity() {},
  }),
  WABase64: () => ({ encodeB64, decodeB64: bytesOf }),
  WAWebWid: () => ({ default: Wid }),
  WAWebWidFactory: () => widFactory,
  WAWebMsgKey: () => ({ default: MsgKey }),
  WAWebLidPnCache: () => ({ lidPnCache: { getCurrentLid: () => undefined, getPhoneNumber: () => undefined } }),
  WAWebApiContact: () => ({ getCurrentLid: () => undefined, getPhoneNumber: () => undefined }),
  WAWebLid1X1MigrationUtils: () => ({
    Lid1X1MigrationUtils: { isLidMigrated: () => false, isSyncdSessionMigrated: () => false },
  }),
};

const storeModules = {
  WAWebEventEmitter: () => ({ default: Emitter }),
  WAWebBaseModel: () => ({ BaseModel, defineModel }),
  WAWebCollection: () => ({ default: Collection }),
  WAWebMsgModel: () => ({ Msg: stores.MsgModel }),
  WAWebChatModel: () => ({ Chat: stores.ChatModel }),
  WAWebContactModel: () => ({ Contact: stores.ContactModel }),
  WAWebGroupMetadataModel: () => ({ GroupMetadata: stores.NamedModel }),
  WAWebChatMsgsCollection: () => ({ ChatMsgsCollection: stores.ChatMsgsCollection }),
  WAWebMsgCollection: () => ({ MsgCollection: stores.msgStore, MsgCollectionImpl: stores.MsgCollectionImpl }),
  WAWebChatCollection: () => ({ ChatCollection: stores.chatStore, ChatCollectionImpl: stores.ChatCollectionImpl }),
  WAWebContactCollection: () => ({
    ContactCollection: stores.contactStore,
    ContactCollectionImpl: stores.ContactCollectionImpl,
  }),
  WAWebGroupMetadataCollection: () => ({ default: stores.groupMetadataStore }),
  WAWebNewsletterCollection: () => ({ default: new Collection(stores.NamedModel) }),
  WAWebBlocklistCollection: () => ({ BlocklistCollection: new Collection(stores.NamedModel) }),
  WAWebPresenceCollection: () => ({ PresenceCollection: stores.presenceStore }),
  WAWebStatusCollection: () => ({ StatusCollection: new Collection(stores.NamedModel) }),
  WAWebTextStatusCollection: () => ({ TextStatusCollection: new Collection(stores.NamedModel) }),
  WAWebCallCollection: () => ({ default: stores.callStore, CallCollectionImpl: stores.CallCollectionImpl }),
};

const getterModules = {
  WAWebContactGetters: () => ({
    getNotifyName: (contact) => contact.pushname,
    getUserid: (contact) => contact.id.user,
    getIsMe: (contact) => contact.id.equals(session.meUser()),
    getIsUser: (contact) => contact.id.isUser(),
    getIsGroup: (contact) => contact.id.isGroup(),
    getIsWAContact: () => true,
    getPremiumMessageName: () => undefined,
    getIsBroadcast: (contact) => contact.id.isBroadcast(),
    getIsNewsletter: (contact) => contact.id.isNewsletter(),
    getIsPSA: () => false,
    getIsIAS: () => false,
    getIsSupportAccount: () => false,
    getCanRequestPhoneNumber: () => false,
    getShowBusinessCheckmarkAsPrimary: () => false,
    getShowBusinessCheckmarkAsSecondary: () => false,
    getShowBusinessCheckmarkInChatlist: () => false,
    getIsDisplayNameApproved: () => true,
    getShouldForceBusinessUpdate: () => false,
    getUserhash: () => '',
  }),
  WAWebFrontendContactGetters: () => ({
    getPhoneNumber: (contact) => contact.phoneNumber,
    getTextStatusString: () => '',
    getPnForLid: () => undefined,
    getDisplayName: titleOf,
    getUserDisplayNameForLid: titleOf,
    getFormattedPhone: (contact) => stores.phoneOf(contact.id),
    getFormattedUsernameOrPhone: (contact) => stores.phoneOf(contact.id),
    getFormattedShortNameWithNonBreakingSpaces: titleOf,
    getFormattedShortName: titleOf,
    getFormattedName: titleOf,
    getFormattedUser: titleOf,
    getSearchName: titleOf,
  }),
  WAWebContactIsMyContact: () => ({ getIsMyContact: (contact) => Boolean(contact.name), getMentionName: titleOf }),
  WAWebContactSearchGetters: () => ({ getSearchVerifiedName: () => '', getHeader: (contact) => titleOf(contact)[0] }),
  WAWebChatGetters: () => ({
    getShouldAppearInList: () => true,
    getPreviewMessage: (chat) => chat.msgs.last(),
    getShowChangeNumberNotification: () => false,
    getShouldShowUnreadDivider: (chat) => chat.unreadCount > 0,
    getHasUnread: (chat) => chat.unreadCount !== 0,
  }),
  WAWebQuotedMsgModelUtils: () => ({ getQuotedMsgObj: () => undefined, getQuotedMsgKey: () => undefined }),
};

const actionModules = {
  WAWebFindChatAction: () => ({ findOrCreateLatestChat: actions.findOrCreateLatestChat }),
  WAWebSendMsgChatAction: () => ({ addAndSendMsgToChat: actions.addAndSendMsgToChat }),
  WAWebSendTextMsgChatAction: () => ({ sendTextMsgToChat: actions.sendTextMsgToChat }),
  WAWebDBMessageFindLocal: () => ({
    msgFindByDirection: actions.msgFindByDirection,
    msgFindBefore: (query) => actions.msgFindByDirection({ ...query, direction: 'before' }),
    msgFindAfter: (query) => actions.msgFindByDirection({ ...query, direction: 'after' }),
  }),
  WAWebChatMessageSearch: () => ({
    // wa-js passes one object to a function of one parameter, as the page of 2026 has it.
    getSearchContext: (search) => actions.getSearchContext(search.chat, search.msgKey),
  }),
  WAWebUpdateUnreadChatAction: () => ({
    sendSeen: (request) => actions.sendSeen(request.chat ?? request),
    markUnread: async (chat) => chat.set('unreadCount', -1),
  }),
  WAWebQueryExistsJob: () => ({ queryWidExists: actions.queryWidExists, queryPhoneExists: actions.queryWidExists }),
  WAWebHandleMsgSimpleReceipt: () => ({ handleChatSimpleReceipt }),
  WAWebHandleGroupSimpleReceipt: () => ({ handleGroupSimpleReceipt() {} }),
  WAWebHandleStatusSimpleReceipt: () => ({ handleStatusSimpleReceipt() {} }),
  WAWebChatPresence: () => ({ async markComposing() {}, async markPaused() {}, async markRecording() {} }),
  WAWebGetEphemeralFieldsMsgActionsUtils: () => ({ getEphemeralFields: () => ({}) }),
  WAWebAck: () => ({ ACK, ACK_STRING }),
  WAWebSendMsgResultAction: () => ({ SendMsgResult }),
  WATimeUtils: () => ({ unixTime, unixTimeMs: () => Date.now() }),
};

/** Every module that does something, by name. */
export const liveModules = {
  ...stateModules,
  ...identityModules,
  ...storeModules,
  ...getterModules,
  ...actionModules,
};
