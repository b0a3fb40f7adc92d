import { isolated } from './dom.js';
import { faults } from './faults.js';
import { identity, isMe } from './session.js';
import { contactStore } from './stores.js';
import { word } from './words.js';

/** A number as the page writes it: in groups, and with marks that keep its direction of writing to itself. */
function shownNumber(wid) {
  if (wid?.server !== 'c.us') return isolated(String(wid?.user ?? ''));
  return isolated(`+${wid.user}`.replace(/^\+(\d{2})(\d{3})(\d+)$/, '+$1 $2 $3'));
}

/** A chat's title in the document. Where the page is written from right to left, every title has the marks. */
export function shownTitle(chat) {
  const name = chat.name ?? chat.contact?.name ?? chat.contact?.pushname;
  if (!name) return shownNumber(chat.contact?.phoneNumber ?? chat.id);
  return faults.now.language === 'ar' ? isolated(name) : name;
}

/** Who wrote a message, as it stands before its text. */
export function shownAuthor(message, chat) {
  if (message.id.fromMe || isMe(message.sender)) return identity.name ?? word('you');
  if (chat.id.isUser()) return shownTitle(chat);
  const contact = contactStore.get(message.sender);
  return contact?.pushname ?? message.notifyName ?? shownNumber(message.sender);
}
