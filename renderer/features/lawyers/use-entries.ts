import { useTranslation } from 'react-i18next';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { useUnreadCounts } from './lawyer-queries.ts';

/** A lawyer among those whom one can go to. */
export interface LawyerEntry {
  lawyer: LawyerWithSession;
  /** Messages that nobody has read yet. */
  unread: number;
  /** Who it is, how it is with the session and what is unread, for those who see no dot and no badge. */
  words: string;
}

/** How the rail, and the menu in its stead, tell of each lawyer. */
export function useEntries(lawyers: readonly LawyerWithSession[]): LawyerEntry[] {
  const { t } = useTranslation();
  const counts = useUnreadCounts();
  return lawyers.map((lawyer) => {
    const unread = counts.get(lawyer.id) ?? 0;
    const told = { name: lawyer.name, state: t(`session.${lawyer.session.state}`) };
    const words =
      unread === 0
        ? t('lawyers.entry', told)
        : t('lawyers.entry_unread', { ...told, unread: t('chats.unread', { count: unread }) });
    return { lawyer, unread, words };
  });
}
