import type { MessageDetails } from '../../../main/contract/values.ts';
import { plainFields } from './plain-fields.ts';
import { asCount, asJid, asNumber, asText } from './value.ts';
import { readContacts } from './vcard.ts';
import type { MessageModel } from './wpp.ts';

/** Kinds that say everything in the fields which all messages have. */
const PLAIN_TYPES = new Set([
  ...['chat', 'image', 'video', 'ptv', 'ptt', 'audio', 'document', 'sticker'],
  ...['ciphertext', 'revoked'],
]);

const NOTICE_TYPES = new Set([
  ...['notification', 'notification_template', 'group_notification', 'gp2', 'broadcast_notification'],
  ...['e2e_notification', 'protocol'],
]);

/** How a call ended that somebody took. Source: WhatsApp's module WAWebCallLogMsgData. */
const TAKEN_CALLS = new Set(['completed', 'ongoing', 'connected', 'acceptedelsewhere']);

/** What belongs to one kind of message alone; null when there is nothing of the sort. */
export function readDetails(model: MessageModel): MessageDetails | null {
  const type = model.type ?? '';
  if (PLAIN_TYPES.has(type)) return null;
  if (NOTICE_TYPES.has(type)) return readNotice(model);
  if (type === 'call_log') return readCall(model);
  if (type === 'vcard' || type === 'multi_vcard') return { type: 'contacts', contacts: readContacts(model) };
  if (type === 'poll_creation') return readPoll(model);
  return (type === 'location' && readLocation(model)) || { type: 'unknown', json: plainFields(model) };
}

function readLocation(model: MessageModel): MessageDetails | null {
  const latitude = asNumber(model.lat);
  const longitude = asNumber(model.lng);
  if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  const [name = '', ...address] = (asText(model.loc, 2000) ?? '').split('\n');
  return {
    type: 'location',
    latitude,
    longitude,
    name: asText(name, 1000),
    address: asText(address.join('\n'), 1000),
    is_live: model.isLive === true,
  };
}

/** WhatsApp keeps how many options may be chosen; 0 stands for any number. */
function readPoll(model: MessageModel): MessageDetails {
  const options: unknown[] = Array.isArray(model.pollOptions) ? model.pollOptions : [];
  return {
    type: 'poll',
    question: asText(model.pollName, 1000) ?? '',
    options: options.slice(0, 50).map((option) => asText((option as { name?: unknown } | null)?.name, 500) ?? ''),
    allows_several: asCount(model.pollSelectableOptionsCount) !== 1,
  };
}

function readCall(model: MessageModel): MessageDetails {
  const outcome = asText(model.callOutcome, 50)
    ?.toLowerCase()
    .replace(/[^a-z]/g, '');
  const subtype = asText(model.subtype, 50) ?? '';
  return {
    type: 'call',
    missed: !model.id.fromMe && (outcome === undefined ? subtype.startsWith('miss') : !TAKEN_CALLS.has(outcome)),
    is_video: model.isVideoCall === true || subtype.includes('video'),
  };
}

function readNotice(model: MessageModel): MessageDetails {
  const values: unknown[] = Array.isArray(model.templateParams) ? model.templateParams : [];
  return {
    type: 'notice',
    code: asText(model.subtype, 100) ?? model.type ?? 'notification',
    values: values.slice(0, 20).map((value) => asJid(value) ?? asText(value, 200) ?? ''),
  };
}
