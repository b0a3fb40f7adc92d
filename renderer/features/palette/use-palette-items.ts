import { IconKeyboard, IconLanguage, IconMessage2, IconUser, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AppSettings } from '../../../main/contract/app-settings.ts';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { COMMANDS } from '../../commands.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import { matchPath, pathTo } from '../../routing/path.ts';
import type { ScreenEntry } from '../../routing/screen.ts';
import { shownOrder } from '../../routing/shown-order.ts';
import { useRoute, useRouter } from '../../routing/use-router.ts';
import { SHORTCUT_IDS, SHORTCUTS } from '../../shortcuts/shortcuts.ts';
import { useShortcutActs } from '../../shortcuts/use-shortcut.tsx';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { problemText } from '../../ui/problem-text.ts';
import { useToast } from '../../ui/toast.tsx';
import { useConversations } from '../chats/chat-queries.ts';
import { displayTitle } from '../chats/display-title.ts';
import { CHATS_PATH, chatsPath } from '../chats/selection.ts';
import { useSendRead } from '../clients/client-queries.ts';
import type { LawyerRailProps } from '../lawyers/lawyer-rail.tsx';
import { useFoundChats } from '../search/search-queries.ts';
import { useSetLook } from '../settings/app-settings-queries.ts';
import { SECTIONS } from '../settings/sections.tsx';
import { SETTINGS_PATH } from '../settings/settings-path.ts';
import { useIdentity, useSignOut } from '../staff/identity-queries.ts';
import { fitting, type PaletteItem } from './palette-item.ts';

export interface PaletteProps {
  lawyer: LawyerWithSession;
  practice: boolean;
  rail: LawyerRailProps;
  screens: readonly ScreenEntry[];
  addressOf: (screen: ScreenEntry) => string;
}

/** So many of the last chats are offered before anything is typed. */
const RECENT = 5;

/** What fits what was typed: chats, screens, settings, lawyers, languages, and all that can be done now. */
export function usePaletteItems({ lawyer, practice, rail, screens, addressOf }: PaletteProps, typed: string) {
  const { t } = useTranslation();
  const { navigate, showSide } = useRouter();
  const { path } = useRoute();
  const acts = useShortcutActs();
  const { conversations } = useConversations(lawyer.id);
  const found = useFoundChats(lawyer.id, typed);
  const { set: setLook } = useSetLook();
  const { mutateAsync: sendRead } = useSendRead(lawyer.id);
  const { data: identity } = useIdentity();
  const { mutate: leave } = useSignOut();
  const toast = useToast();
  const open = matchPath(CHATS_PATH, path)?.chat;
  const chat = open?.startsWith('con_') ? open : null;
  // What comes of it is told when the palette is gone.
  const tellRead = (id: string) =>
    void sendRead(id).then(
      () => toast({ text: t('client.send_read_done') }),
      (error) => toast({ text: problemText(t, error) }),
    );
  const signOut = identity?.person ? () => leave(undefined) : null;
  const context = { practice, chat, addLawyer: rail.onAdd, showSide, setLook, sendRead: tellRead, signOut };

  const chatItems = [...conversations, ...found].map<PaletteItem>((one) => ({
    ...{
      id: one.id,
      title: displayTitle(one),
      what: 'palette.chat',
      icon: one.type === 'group' ? IconUsers : IconMessage2,
    },
    ...(one.phone !== null && one.title !== one.phone && { beside: formatPhoneNumber(one.phone) }),
    run: () => navigate(chatsPath(lawyer.id, { kind: 'chat', id: one.id })),
  }));
  const places = [
    ...shownOrder(screens).flatMap<PaletteItem>((screen) =>
      screen.nav
        ? [
            {
              ...{ id: screen.path, title: t(screen.nav.label), what: 'palette.screen', icon: screen.nav.icon },
              run: () => navigate(addressOf(screen)),
            },
          ]
        : [],
    ),
    ...SECTIONS.map<PaletteItem>(({ id, title, icon }) => ({
      ...{ id: `settings ${id}`, title: `${t('app.settings')}: ${t(title)}`, what: 'palette.setting', icon },
      run: () => navigate(pathTo(SETTINGS_PATH, { lawyerId: lawyer.id, section: id })),
    })),
    ...rail.lawyers
      .filter(({ id }) => id !== lawyer.id)
      .map<PaletteItem>(({ id, name }) => ({
        ...{ id, title: name, what: 'palette.lawyer', icon: IconUser },
        run: () => rail.onSelect(id),
      })),
  ];
  const actions = [
    ...SHORTCUT_IDS.flatMap<PaletteItem>((id) => {
      const act = acts.find(id);
      // These are here already: this very palette, and the screens.
      if (!act || id === 'palette' || id === 'screen' || id === 'settings') return [];
      const { label } = SHORTCUTS[id];
      return [{ id, title: t(label), what: 'palette.action', icon: IconKeyboard, shortcut: id, run: () => act(null) }];
    }),
    ...COMMANDS.filter(({ when }) => when?.(context) ?? true).map<PaletteItem>(({ id, label, of, icon, run }) => ({
      ...{ id, title: of ? `${t(of)}: ${t(label)}` : t(label), what: 'palette.action', icon },
      run: () => run(context),
    })),
    ...languagesOf(practice).map<PaletteItem>((language) => ({
      ...{ id: `language ${language}`, title: `${t('app_settings.language')}: ${LANGUAGES[language].name}` },
      ...{ what: 'palette.action', icon: IconLanguage },
      run: () => setLook({ language }),
    })),
  ];
  if (typed.trim() === '') return [...chatItems.slice(0, RECENT), ...places, ...actions];
  // What the main process found by a client's other name or number fits, though its title may not say so.
  const fit = fitting([...places, ...actions, ...unique(chatItems)], typed);
  const shown = new Set(fit.map(({ id }) => id));
  const others = new Set<string>(found.map(({ id }) => id));
  return [...fit, ...unique(chatItems).filter(({ id }) => others.has(id) && !shown.has(id))];
}

function unique(items: readonly PaletteItem[]): PaletteItem[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

/** The made-up language is for who looks at what was not translated. */
function languagesOf(practice: boolean): Exclude<AppSettings['language'], 'auto'>[] {
  const all = ['en', 'de', 'es', 'pt', 'ar'] as const;
  return practice ? [...all, 'en-XA'] : [...all];
}
