import type { Capability } from '../../../main/contract/values.ts';
import { ABILITIES } from '../abilities.ts';
import type { Wpp } from './wpp.ts';

/** How wa-js finds a message that the page may not hold in memory. */
const FINDING = [
  'MsgKey.fromString',
  'MsgModel',
  'MsgStore.get',
  'ChatStore.get',
  'WidFactory.createWid',
  'functions.getSearchContext',
] as const;

/** What every message of ours goes through. */
const SENDING = [
  'MsgKey.fromString',
  'MsgStore.get',
  'ChatStore.get',
  'WidFactory.createWid',
  'UserPrefs.getMaybeMePnUser',
  'enums.ACK',
  'functions.findOrCreateLatestChat',
  'functions.getEphemeralFields',
  'functions.unixTime',
] as const;

/**
 * What each ability needs of the page: paths below `WPP.whatsapp`, where wa-js gives WhatsApp's own modules by names of
 * its own. A module that was renamed or removed is undefined there, or throws. Read from wa-js 4.6.0: what the functions
 * that we call use themselves. `a|b`: one of them is enough.
 */
export const NEEDS: Readonly<Record<Capability, readonly string[]>> = {
  observe_state: ['functions.isAuthenticated', 'Socket.on', 'Stream.on'],
  observe_messages: ['MsgStore.on', 'MsgStore.off', 'MsgStore.getModelsArray'],
  observe_acks: ['MsgStore.on'],
  observe_edits: ['MsgStore.on'],
  observe_revokes: ['MsgStore.on'],
  observe_reactions: ['functions.createOrUpdateReactions'],
  list_chats: ['ChatStore.getModelsArray'],
  read_history: [
    'ChatStore.get',
    'MsgKey.fromString',
    'MsgModel',
    'MsgStore.get',
    'WidFactory.createWid',
    // The second one is that of older pages, which wa-js prefers where it is.
    'functions.msgFindByDirection|functions.msgFindQuery',
  ],
  read_open_chat: [
    'ChatStore.getModelsArray',
    'Cmd.openChatBottom',
    'WidFactory.createWid',
    'functions.findOrCreateLatestChat',
  ],
  find_message: FINDING,
  resolve_number: [
    'ChatStore.get',
    'WidFactory.createWid',
    'functions.findOrCreateLatestChat',
    'functions.queryWidExists',
  ],
  map_lids: ['WidFactory.createWid', 'lidPnCache.getCurrentLid', 'lidPnCache.getPhoneNumber'],
  send_text: [...SENDING, 'functions.addAndSendMsgToChat'],
  send_file: [...SENDING, 'MediaPrep.prepRawMedia', 'OpaqueData.createFromData'],
  react: [...FINDING, 'functions.sendReactionToMsg'],
  edit: [...FINDING, ...SENDING, 'functions.addAndSendMessageEdit', 'functions.canEditCaption', 'functions.canEditMsg'],
  revoke: [...FINDING, 'Cmd.sendRevokeMsgs'],
  mark_read: ['ChatStore.get', 'WidFactory.createWid', 'contants.SANITIZED_VERSION_STR', 'functions.sendSeen'],
  show_typing: ['ChatPresence.markComposing', 'ChatPresence.markPaused', 'ChatStore.get', 'WidFactory.createWid'],
  download_media: [...FINDING, 'MsgModel.prototype.downloadMedia', 'LruMediaStore|MediaBlobCache'],
  link_by_qr: ['Cmd.refreshQR', 'functions.isAuthenticated'],
  link_by_code: [
    'functions.genLinkDeviceCodeForPhoneNumber',
    'functions.initializeAltDeviceLinking',
    'functions.isAuthenticated',
  ],
  log_out: ['Cmd.once', 'Socket.logout'],
};

/** The abilities all of whose needs are in the page. Looking loads a module at most, as wa-js itself does. */
export function probeNeeds(driver: Wpp): Set<Capability> {
  const seen = new Map<string, boolean>();
  const isThere = (path: string): boolean => {
    const known = seen.get(path);
    if (known !== undefined) return known;
    const found = looksThere(driver.whatsapp, path);
    seen.set(path, found);
    return found;
  };
  return new Set(ABILITIES.filter((name) => NEEDS[name].every((need) => need.split('|').some(isThere))));
}

function looksThere(whatsapp: object, path: string): boolean {
  try {
    const end = path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], whatsapp);
    return end !== undefined && end !== null;
  } catch {
    return false;
  }
}
