import { Emitter } from '../emitter.js';
import { MediaBlobCache, mediaBlobCache } from '../media-cache.js';
import { MediaDataModel } from '../media-data.js';
import { BaseModel, Collection, defineModel } from '../models.js';
import { ReactionsCollectionImpl, ReactionsModel, reactionsStore } from '../reactions.js';
import * as models from '../store-models.js';
import * as stores from '../stores.js';

/** What the page holds in memory: its models and collections. */
export const storeModules = {
  WAWebEventEmitter: () => ({ default: Emitter }),
  WAWebBaseModel: () => ({ BaseModel, defineModel }),
  WAWebCollection: () => ({ default: Collection }),
  WAWebMsgModel: () => ({ Msg: models.MsgModel }),
  WAWebChatModel: () => ({ Chat: models.ChatModel }),
  WAWebContactModel: () => ({ Contact: models.ContactModel }),
  WAWebMediaDataModel: () => ({ MediaData: MediaDataModel }),
  WAWebReactionsModel: () => ({ Reactions: ReactionsModel }),
  WAWebGroupMetadataModel: () => ({ GroupMetadata: models.GroupMetadataModel }),
  WAWebParticipantCollection: () => ({ default: models.ParticipantCollection }),
  WAWebChatMsgsCollection: () => ({ ChatMsgsCollection: models.ChatMsgsCollection }),
  WAWebMsgCollection: () => ({ MsgCollection: stores.msgStore, MsgCollectionImpl: stores.MsgCollectionImpl }),
  WAWebChatCollection: () => ({ ChatCollection: stores.chatStore, ChatCollectionImpl: stores.ChatCollectionImpl }),
  WAWebContactCollection: () => ({
    ContactCollection: stores.contactStore,
    ContactCollectionImpl: stores.ContactCollectionImpl,
  }),
  WAWebGroupMetadataCollection: () => ({ default: stores.groupMetadataStore }),
  WAWebNewsletterCollection: () => ({ default: stores.newsletterStore }),
  WAWebBlocklistCollection: () => ({ BlocklistCollection: new Collection(models.NamedModel) }),
  WAWebPresenceCollection: () => ({ PresenceCollection: stores.presenceStore }),
  WAWebChatstateModel: () => ({ Chatstate: models.ChatstateModel, Presence: models.PresenceModel }),
  WAWebStatusCollection: () => ({
    StatusCollection: stores.statusStore,
    StatusCollectionImpl: stores.StatusV3CollectionImpl,
  }),
  WAWebTextStatusCollection: () => ({ TextStatusCollection: new Collection(models.NamedModel) }),
  WAWebCallCollection: () => ({ default: stores.callStore, CallCollectionImpl: stores.CallCollectionImpl }),
  WAWebMsgInfoCollection: () => ({ MsgInfoCollection: stores.msgInfoStore }),
  WAWebReactionsCollection: () => ({ ReactionsCollection: reactionsStore, ReactionsCollectionImpl }),
  WAWebInMemoryMediaBlobCache: () => ({
    InMemoryMediaBlobCache: mediaBlobCache,
    InMemoryMediaBlobCacheImpl: MediaBlobCache,
  }),
};
