import type { Conversation } from '../../../main/contract/entities.ts';

/** More than so many are not looked through: the person types a part of the name or the number. */
const MOST = 30;

/** Chats with persons whose client may be the same as the given one, by a part of the name or the digits of the number. */
export function mergeCandidates(
  conversations: readonly Conversation[],
  clientId: string,
  typed: string,
): Conversation[] {
  const words = typed.trim().toLocaleLowerCase();
  const digits = typed.replace(/\D/g, '');
  return conversations
    .filter(
      ({ type, client_id: other, title, phone }) =>
        type === 'person' &&
        other !== null &&
        other !== clientId &&
        (words === '' ||
          title.toLocaleLowerCase().includes(words) ||
          (digits !== '' && (phone?.includes(digits) ?? false))),
    )
    .slice(0, MOST);
}
