// Modules which wa-js looks for at start, to wrap a function or to prepare media, and which nothing in the practice
// account needs yet. They have the right shape and do nothing, or say that they cannot.

const nothing = () => undefined;
const later = (what) => async () => {
  throw new Error(`The practice account does not simulate ${what} yet.`);
};

export const inertModules = {
  WAWebAltDeviceLinkingApi: () => ({
    initializeAltDeviceLinking: later('linking by a pairing code'),
    genLinkDeviceCodeForPhoneNumber: later('linking by a pairing code'),
  }),
  WAWebMediaOpaqueData: () => ({ default: { createFromData: later('attachments') } }),
  WAWebMediaPrep: () => ({
    MediaPrep: class MediaPrep {},
    prepRawMedia: later('attachments'),
    uploadProductImage: later('attachments'),
  }),
  WAWebMediaGatingUtils: () => ({ getUploadLimit: () => 100 * 1024 * 1024 }),
  WAWebMediaProcessSticker: () => ({ processRawSticker: later('attachments') }),
  WAWebMediaUpload: () => ({ uploadMedia: later('attachments') }),
  WAWebMediaVideoThumbs: () => ({ generateVideoThumbsAndDuration: later('attachments') }),
  WAWebABProps: () => ({ getABPropConfigValue: () => false }),
  WAWebPrimaryFeatures: () => ({ primaryFeatureEnabled: () => false }),
  WAWebLogoutReason: () => ({ getErrorCodeFromLogoutReason: nothing }),
  WAWebE2EProtoGenerator: () => ({ createMsgProtobuf: () => ({}) }),
  WAWebE2EProtoUtils: () => ({ typeAttributeFromProtobuf: () => 'text', mediaTypeFromProtobuf: () => null }),
  WAWebEncodeMediaType: () => ({ encodeMaybeMediaType: nothing }),
  WAWebSendMsgCreateFanoutStanza: () => ({ createFanoutMsgStanza: later('stanzas') }),
  WAWebEncryptAndSendMsg: () => ({ encryptAndSendMsg: later('stanzas') }),
  WAWebHandleSingleMsg: () => ({ handleSingleMsg: nothing }),
  WAWebLinkPreview: () => ({ genMinimalLinkPreview: async () => ({ data: null }) }),
  WAWebFetchLinkPreview: () => ({ getLinkPreview: async () => null }),
  WALinkify: () => ({ findFirstWebLink: nothing }),
  WAWebIsUnreadTypeMsg: () => ({ isUnreadTypeMsg: (message) => message.type === 'chat' }),
  WAWebCreateChatRecord: () => ({ createChatRecord: nothing }),
  WAWebPinnedChats: () => ({ getNumChatsPinned: () => 0 }),
  WAWebInboxFilters: () => ({ isFilterExcludedFromSearchTreatmentInInboxFlow: () => false }),
  WAWebChatSearchQuery: () => ({
    SearchQuery: class SearchQuery {
      updateLabelQuery() {}
    },
  }),
  WAWebLabelCollectionUtils: () => ({ addToLabelCollection: nothing, removeLabelFromCollection: nothing }),
  WAWebReactionsUtils: () => ({ addOrUpdateReactionsModelCollection: nothing }),
  WAWebPollsVotes: () => ({ upsertVotes: nothing }),
  WAWebGroupDbActions: () => ({ updateDBForGroupAction: nothing }),
  WAWebMessageReply: () => ({ canReplyMsg: () => true }),
};
