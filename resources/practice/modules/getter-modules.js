import { alternateWid } from '../lids.js';
import { createQuotedMsgObj, quotedKey } from '../quotes.js';
import { isMe } from '../session.js';
import { MsgModel, phoneOf } from '../store-models.js';

const titleOf = (contact) => contact.name ?? contact.pushname ?? numberOf(contact);
const numberOf = (contact) => phoneOf(contact.phoneNumber ?? contact.id);

/** What is read of models: names, flags, quotes. */
export const getterModules = {
  WAWebContactGetters: () => ({
    getNotifyName: (contact) => contact.pushname,
    getUserid: (contact) => contact.id.user,
    getIsMe: (contact) => isMe(contact.id),
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
    getPnForLid: (contact) => (contact.id.isLid() ? alternateWid(contact.id) : undefined),
    getDisplayName: titleOf,
    getUserDisplayNameForLid: titleOf,
    getFormattedPhone: numberOf,
    getFormattedUsernameOrPhone: numberOf,
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
  WAWebQuotedMsgModelUtils: () => ({ getQuotedMsgObj: createQuotedMsgObj(MsgModel), getQuotedMsgKey: quotedKey }),
  WAWebMsgReply: () => ({
    canReplyMsg: (message) => !['revoked', 'ciphertext', 'e2e_notification'].includes(message.type),
  }),
};
