import { useTranslation } from 'react-i18next';
import type { NamedChat } from '../../../main/contract/ipc/named-chat.ts';
import { SafeText } from '../../ui/safe-text.tsx';

/** The first few of so many chats by their titles, and how many more there are. */
export function NamedChats({ chats, count }: { chats: readonly NamedChat[]; count: number }) {
  const { t } = useTranslation();
  const rest = count - chats.length;
  return (
    <>
      {chats.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          {title === null ? t('accesses.gone') : <SafeText>{title}</SafeText>}
        </span>
      ))}
      {rest > 0 && ` ${t('accesses.more_chats', { count: rest })}`}
    </>
  );
}
