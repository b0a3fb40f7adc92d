import type { Message } from '../contract/entities.ts';
import type { Event } from '../contract/event-log.ts';
import type { MessageDetails } from '../contract/values.ts';

/** A message of which a payload holds a part. */
export type ShortMessage = NonNullable<Event['data']['message']>;

/** Of a character in JSON: `\u0000`. */
const MAX_BYTES = 6;

/** As much of it as is told where the whole message would be too much, in UTF-16 units or items. */
const NAME = 200;
const SHORT = 100;
const REACTIONS = 8;

/**
 * Cuts a message so that its JSON takes at most so many bytes, whatever a stranger has put into it. What is cut is
 * marked. The text comes last and takes what is left, so `bytes` should be well over 15,000.
 */
export function shortenMessage(message: Message, bytes: number): ShortMessage {
  const { details, reactions, attachment, reply_to: replyTo } = message;
  const short: ShortMessage = {
    ...message,
    text: '',
    kind: cut(message.kind, SHORT),
    sender_name: message.sender_name && cut(message.sender_name, NAME),
    error: message.error && cut(message.error, SHORT),
    reply_to: replyTo && { ...replyTo, preview: replyTo.preview && cut(replyTo.preview, SHORT) },
    attachment: attachment && {
      ...attachment,
      file_name: attachment.file_name && cut(attachment.file_name, SHORT),
      error: attachment.error && cut(attachment.error, SHORT),
    },
    reactions: reactions
      .slice(0, REACTIONS)
      .map((one) => ({ ...one, sender_name: one.sender_name && cut(one.sender_name, SHORT / 2) })),
    details: details && shortenDetails(details),
  };
  if (reactions.length > REACTIONS) short.reactions_truncated = true;
  if (JSON.stringify(short.details) !== JSON.stringify(details)) short.details_truncated = true;
  const left = bytes - Buffer.byteLength(JSON.stringify(short)) - SHORT;
  const text = longestPrefix(message.text, left);
  return text === message.text ? { ...short, text } : { ...short, text, text_truncated: true };
}

/** As much of the text as its JSON takes at most so many bytes. */
function longestPrefix(text: string, bytes: number): string {
  if (text.length * MAX_BYTES <= bytes) return text;
  let low = 0;
  let high = Math.min(text.length, Math.max(0, bytes));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (Buffer.byteLength(JSON.stringify(text.slice(0, middle))) - 2 <= bytes) low = middle;
    else high = middle - 1;
  }
  return low === text.length ? text : cut(text, low);
}

function shortenDetails(details: MessageDetails): MessageDetails {
  switch (details.type) {
    case 'location':
      return {
        ...details,
        name: details.name && cut(details.name, NAME),
        address: details.address && cut(details.address, NAME),
      };
    case 'contacts': {
      const contacts = details.contacts.slice(0, 3);
      return {
        ...details,
        contacts: contacts.map(({ name, phones }) => ({ name: cut(name, SHORT), phones: phones.slice(0, 3) })),
      };
    }
    case 'poll': {
      const options = details.options.slice(0, 10).map((option) => cut(option, SHORT / 2));
      return { ...details, question: cut(details.question, NAME), options };
    }
    case 'call':
      return details;
    case 'notice':
      return { ...details, values: details.values.slice(0, 5).map((value) => cut(value, SHORT)) };
    case 'unknown':
      return { ...details, json: cut(details.json, NAME * 2) };
  }
}

/** No half of a character stays behind. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).toWellFormed();
}
