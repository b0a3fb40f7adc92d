import type { PageMessage } from '../contract/page-reports.ts';
import { Phone } from '../contract/values.ts';
import { parseJid } from './chat-address.ts';
import { detailsOf, kindOf, UNSEEN_KIND } from './message-kind.ts';
import type { LaterContent } from './stores/message-store.ts';

/** What a message says, as it is stored. One that was taken back before it was read says nothing. */
export function contentOf(page: PageMessage): LaterContent {
  const isUnseen = page.type === 'revoked';
  return {
    kind: isUnseen ? UNSEEN_KIND : kindOf(page),
    text: isUnseen ? '' : page.text,
    senderName: page.senderName,
    senderPhone: senderPhoneOf(page),
    quoted: isUnseen || !page.quoted ? null : { whatsappId: page.quoted.id, preview: page.quoted.text },
    forwarded: page.forwarded,
    viewOnce: page.viewOnce,
    disappearsAfter: page.disappearsAfter,
    details: isUnseen ? null : detailsOf(page),
    editedAt: page.editedAt === null ? null : page.editedAt * 1000,
    sentAt: page.timestamp * 1000,
    isTimeRough: page.isTimeRough,
  };
}

/** In a group: the number of who wrote it, where it is known. */
function senderPhoneOf({ author, authorPhone }: PageMessage): Phone | null {
  if (authorPhone !== null) return Phone.safeParse(`+${authorPhone}`).data ?? null;
  const address = author === null ? null : parseJid(author);
  return address?.kind === 'phone' ? address.value : null;
}
