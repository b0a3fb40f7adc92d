import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { call } from '../../bridge.ts';
import { useConversations } from '../chats/chat-queries.ts';
import { CHAT_KEYS } from '../chats/keys.ts';
import { kindText } from '../messages/message-text.ts';

/** So many of the newest messages can be chosen from. */
const MOST = 30;

/** The newest messages with a simulated client, the newest first. Empty while there is no chat with that number. */
export function useClientMessages(lawyerId: string, phone: string | null): readonly Message[] {
  const { conversations } = useConversations(lawyerId);
  const id = conversations.find((one) => one.phone !== null && one.phone === phone)?.id;
  const { data } = useQuery({
    queryKey: CHAT_KEYS.newest(lawyerId, id ?? ''),
    queryFn: async () => {
      if (id === undefined) return [];
      const page = await call('conversations.messages', { lawyer_id: lawyerId, conversation_id: id });
      return page.data
        .filter(({ whatsapp_id: known }) => known !== '')
        .slice(-MOST)
        .reverse();
    },
    enabled: id !== undefined,
    staleTime: 0,
  });
  return data ?? [];
}

/** A message in one line of a list to choose from. */
export function messageChoice({ direction, kind, text }: Message, t: TFunction): string {
  const words = (text || (kindText(kind, t) ?? '')).slice(0, 60);
  return direction === 'outbound' ? t('practice.mine', { text: words }) : t('practice.theirs', { text: words });
}
