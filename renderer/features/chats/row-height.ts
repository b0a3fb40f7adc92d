import type { Message } from '../../../main/contract/entities.ts';
import { mediaBox } from '../attachments/media-box.ts';
import { contentOf, type MessageContent, shownText } from '../messages/message-content.ts';

const LINE = 20;

/**
 * How high a message will be, in CSS pixels, as far as can be said before it is drawn: the nearer, the less the list
 * has to correct itself while one scrolls.
 */
export function rowHeight(message: Message): number {
  const text = shownText(message);
  const lines = text === '' ? 0 : Math.ceil(text.length / 70) + text.split('\n').length - 1;
  return (
    24 +
    lines * LINE +
    contentHeight(contentOf(message)) +
    (message.reply_to ? 54 : 0) +
    (message.forwarded ? LINE : 0) +
    (message.reactions.length > 0 ? LINE : 0) +
    (message.revoked_at !== null ? 32 : 0)
  );
}

function contentHeight(content: MessageContent): number {
  switch (content.type) {
    case 'picture':
      return mediaBox(content.attachment.width, content.attachment.height).height + 6;
    case 'sound':
      return 56;
    case 'sticker':
      return 150;
    case 'file':
      return 50;
    case 'missing':
      return (
        76 +
        (content.attachment.has_thumbnail ? mediaBox(content.attachment.width, content.attachment.height).height : 0)
      );
    case 'location':
      return 74;
    case 'contacts':
      return 26 + content.contacts.length * 56;
    case 'poll':
      return 66 + content.options.length * 38;
    default:
      return content.type === 'text' ? 0 : LINE;
  }
}
