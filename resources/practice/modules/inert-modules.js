// Modules which wa-js looks for at start, to wrap a function, and which nothing in the practice account needs. They
// have the right shape and do nothing, or say that they cannot.

const nothing = () => undefined;
const later = (what) => async () => {
  throw new Error(`The practice account does not simulate ${what}.`);
};

export const inertModules = {
  WAWebABProps: () => ({ getABPropConfigValue: () => false }),
  WAWebPrimaryFeatures: () => ({ primaryFeatureEnabled: () => false }),
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
  WAWebPollsVotes: () => ({ upsertVotes: nothing }),
  WAWebGroupDbActions: () => ({ updateDBForGroupAction: nothing }),
};
