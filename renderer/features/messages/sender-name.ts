import type { Message } from '../../../main/contract/entities.ts';
import { formatPhoneNumber } from '../../ui/phone-number.ts';

/** Who wrote a message of a chat. In a group each has an own name, or only a number; elsewhere it is the chat's. */
export function senderName(
  message: Pick<Message, 'sender_name' | 'sender_phone'>,
  chat: { isGroup: boolean; title: string },
  nobody: string,
): string {
  if (!chat.isGroup) return chat.title;
  if (message.sender_name) return message.sender_name;
  return message.sender_phone ? formatPhoneNumber(message.sender_phone) : nobody;
}
