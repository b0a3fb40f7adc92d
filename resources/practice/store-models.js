import { MsgKey, Wid } from './ids.js';
import { mediaOf } from './media-data.js';
import { downloadMedia } from './media-download.js';
import { BaseModel, Collection, defineModel } from './models.js';
import { contextOf } from './quotes.js';

export class MsgModel extends BaseModel {
  constructor(attributes = {}) {
    const { id } = attributes;
    super({ ...attributes, id: typeof id === 'string' ? MsgKey.fromString(id) : id });
    const mediaData = mediaOf(this);
    if (mediaData) this.attributes.mediaData = mediaData;
  }

  get mediaObject() {
    const { mediaData } = this;
    if (mediaData) mediaData.object ??= { type: String(mediaData.type).toUpperCase(), mediaBlob: mediaData.mediaBlob };
    return mediaData?.object;
  }

  /** Who wrote it; in a chat with one person the other side, or oneself. */
  get sender() {
    return this.author ?? this.id?.participant ?? this.from;
  }

  updateAck(ack) {
    this.set('ack', ack);
  }

  msgContextInfo() {
    return contextOf(this);
  }

  downloadMedia() {
    return downloadMedia(this);
  }

  safe() {
    return this;
  }

  unsafe() {
    return this;
  }
}
defineModel(MsgModel, 'msg', [
  ...['id', 'rowId', 'type', 'subtype', 'kind', 'body', 'caption', 't', 'from', 'to', 'author', 'self', 'ack'],
  ...['isNewMsg', 'local', 'notifyName', 'star', 'recvFresh', 'invis', 'broadcast', 'viewMode', 'typeOnInit'],
  ...['mimetype', 'filename', 'size', 'duration', 'width', 'height', 'filehash', 'encFilehash', 'mediaKey'],
  ...['mediaKeyTimestamp', 'directPath', 'waveform', 'pageCount', 'isGif', 'title', 'isAnimated', 'isCaptionByUser'],
  ...['mediaData', 'isViewOnce', 'clientUrl', 'streamingSidecar', 'thumbnail', 'isSendFailure'],
  ...['lat', 'lng', 'loc', 'isLive', 'comment', 'accuracy', 'shareDuration'],
  ...['vcardList', 'vcardFormattedName', 'isVcardOverMmsDocument'],
  ...['pollName', 'pollOptions', 'pollSelectableOptionsCount', 'pollEncKey', 'pollInvalidated'],
  ...['quotedMsg', 'quotedStanzaID', 'quotedParticipant', 'quotedRemoteJid', 'mentionedJidList'],
  ...['isForwarded', 'forwardingScore', 'multicast'],
  ...['ephemeralDuration', 'ephemeralStartTimestamp', 'ephemeralSettingTimestamp', 'disappearingModeInitiator'],
  ...['latestEditMsgKey', 'latestEditSenderTimestampMs', 'editMsgType', 'protocolMessageKey', 'hasReaction'],
  ...['isOverwrittenByRevoke', 'revokeSender', 'revokeTimestamp', 'isVideoCall', 'callOutcome', 'callDuration'],
  ...['callCreator', 'recipients', 'templateParams', 'productListReply', 'messageSecret', 'isFromTemplate'],
  ...['footer', 'isMdHistoryMsg', 'links', 'labels'],
]);

export class ContactModel extends BaseModel {}
defineModel(ContactModel, 'contact', [
  ...['id', 'name', 'shortName', 'pushname', 'type', 'verifiedName', 'isBusiness', 'isEnterprise', 'username'],
  ...['phoneNumber', 'syncToAddressbook', 'isContactSyncCompleted', 'disappearingModeDuration', 'labels'],
  ...['verifiedLevel', 'privacyMode', 'isContactBlocked'],
]);

/** The messages of one chat that are in memory, in order of arrival. */
export class ChatMsgsCollection extends Collection {
  constructor() {
    super(MsgModel);
  }
}

export class ChatstateModel extends BaseModel {}
defineModel(ChatstateModel, 'chatstate', ['id', 'type', 't', 'deny']);

export class PresenceModel extends BaseModel {
  constructor(attributes = {}) {
    super({ hasData: false, isOnline: false, isSubscribed: false, ...attributes });
    this.chatstate = new ChatstateModel({ id: attributes.id });
    this.chatstates = new Collection(ChatstateModel);
    // The page reports a change of the inner record under the name of the path to it.
    this.chatstate.on('change:type', (chatstate, ...rest) => {
      for (const collection of this.collections) collection.trigger('change:chatstate.type', chatstate, ...rest);
    });
  }

  async subscribe() {
    this.set('isSubscribed', true);
  }
}
defineModel(PresenceModel, 'presence', ['id', 'hasData', 'isOnline', 'isUser', 'isGroup', 'isSubscribed']);

export class MuteModel extends BaseModel {
  canMute() {
    return true;
  }
}
defineModel(MuteModel, 'mute', ['id', 'expiration', 'isMuted']);

export class ChatModel extends BaseModel {
  constructor(attributes = {}) {
    super({ unreadCount: 0, archive: false, active: false, ...attributes });
    this.msgs = new ChatMsgsCollection();
    this.presence = new PresenceModel({
      id: attributes.id,
      isUser: attributes.id?.isUser(),
      isGroup: attributes.id?.isGroup(),
    });
    this.mute = new MuteModel({ id: attributes.id, expiration: 0, isMuted: false });
    this.promises = {};
  }

  get formattedTitle() {
    return this.name ?? this.contact?.name ?? this.contact?.pushname ?? shownNumber(this);
  }

  getComposeContents() {
    return this.attributes.composeContents ?? { text: '' };
  }

  setComposeContents(contents) {
    this.set('composeContents', contents);
  }
}
defineModel(ChatModel, 'chat', [
  ...['id', 'contact', 'name', 't', 'unreadCount', 'archive', 'active', 'pin', 'lastReceivedKey', 'pausedTimerId'],
  ...[
    'labels',
    'isNewsletter',
    'isParentGroup',
    'isReadOnly',
    'groupMetadata',
    'endOfHistoryTransfer',
    'composeContents',
  ],
  ...['ephemeralDuration', 'createdLocally', 'accountLid', 'notSpam'],
]);

/** What is shown of somebody without a name: the number, or no more than the lid while the number is not known. */
function shownNumber(chat) {
  const number = chat.contact?.phoneNumber ?? chat.id;
  return phoneOf(number);
}

/** The phone number in a person's id as it is shown, or the bare id where WhatsApp tells no number. */
export function phoneOf(wid) {
  return wid instanceof Wid && wid.server === 'c.us' ? `+${wid.user}` : String(wid?.user ?? '');
}

export class ParticipantModel extends BaseModel {}
defineModel(ParticipantModel, 'participant', ['id', 'isAdmin', 'isSuperAdmin']);

export class ParticipantCollection extends Collection {
  constructor() {
    super(ParticipantModel);
  }

  iAmMember() {
    return true;
  }

  iAmAdmin() {
    return false;
  }
}

export class GroupMetadataModel extends BaseModel {
  constructor(attributes = {}) {
    super(attributes);
    this.participants = new ParticipantCollection();
  }
}
defineModel(GroupMetadataModel, 'group-metadata', ['id', 'subject', 'name', 'owner', 'groupType', 'size']);

/** The statuses of one person. */
export class StatusV3Model extends BaseModel {
  constructor(attributes = {}) {
    super(attributes);
    this.msgs = new ChatMsgsCollection();
  }

  sendReadStatus() {}
}
defineModel(StatusV3Model, 'status-v3', ['id', 'lastReceivedKey', 't', 'unreadCount', 'contact']);

/** Who got and read a message, and when. */
export class MsgInfoModel extends BaseModel {}
defineModel(MsgInfoModel, 'msg-info', [
  ...['id', 'delivery', 'read', 'played', 'deliveryRemaining', 'readRemaining', 'playedRemaining'],
]);

export class NamedModel extends BaseModel {}
defineModel(NamedModel, 'named', ['id', 'name']);
