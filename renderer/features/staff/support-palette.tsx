import { IconKey, IconLock, IconLogout, IconMessage2, IconPalette, IconPhoto, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GALLERY_SECTIONS } from '../../../main/contract/choices.ts';
import type { Conversation } from '../../../main/contract/entities.ts';
import type { GallerySection } from '../../../main/contract/gallery.ts';
import { problemText } from '../../ui/problem-text.ts';
import { useToast } from '../../ui/toast.tsx';
import { displayTitle } from '../chats/display-title.ts';
import { PaletteDialog } from '../palette/palette-dialog.tsx';
import { fitting, type PaletteItem } from '../palette/palette-item.ts';
import { lookChoices } from '../palette/setting-choices.ts';
import { useSetLook } from '../settings/app-settings-queries.ts';
import { useLock, useSignOut } from './identity-queries.ts';

interface SupportPaletteProps {
  chats: readonly Conversation[];
  /** The open one. */
  chat: string | null;
  onChat: (chat: string, section: GallerySection | null) => void;
  onLook: () => void;
  onPassword: () => void;
  onClose: () => void;
}

/** What support can go to and do: what was granted, how the window looks, and the ways out. It has no commands of a lawyer's. */
export function SupportPalette({ chats, chat, onChat, onLook, onPassword, onClose }: SupportPaletteProps) {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState('');
  const { set } = useSetLook();
  const { mutate: lock } = useLock();
  const { mutate: signOut } = useSignOut();
  const toast = useToast();
  const onError = (error: unknown) => toast({ text: problemText(t, error) });
  const action = { what: 'palette.action' } as const;
  const items: PaletteItem[] = [
    ...chats.map<PaletteItem>((one) => ({
      ...{ id: one.id, title: displayTitle(one), what: 'palette.chat' },
      icon: one.type === 'group' ? IconUsers : IconMessage2,
      run: () => onChat(one.id, null),
    })),
    ...(chat === null ? [] : GALLERY_SECTIONS).map<PaletteItem>((section) => ({
      ...{ id: section, title: t(`gallery.${section}`), of: t('gallery.title'), what: 'palette.screen' },
      icon: IconPhoto,
      run: () => chat !== null && onChat(chat, section),
    })),
    { ...action, id: 'look', title: t('app_settings.look'), icon: IconPalette, run: onLook },
    { ...action, id: 'password', title: t('identity.change_password'), icon: IconKey, run: onPassword },
    {
      ...{ ...action, id: 'lock', title: t('identity.lock'), icon: IconLock, shortcut: 'lock' },
      run: () => lock(undefined, { onError }),
    },
    {
      ...{ ...action, id: 'sign-out', title: t('identity.sign_out'), icon: IconLogout },
      run: () => signOut(undefined, { onError }),
    },
    ...lookChoices(t, i18n.language, false, set),
  ];
  const shown = typed.trim() === '' ? items : fitting(items, typed);
  return <PaletteDialog items={shown} typed={typed} onType={setTyped} onClose={onClose} />;
}
