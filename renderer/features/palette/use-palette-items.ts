import { IconAddressBook, IconKeyboard, IconMessage2, IconUser, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { COMMANDS, type CommandContext } from '../../commands.ts';
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
import { CHATS_PATH, chatsPath, SESSION, selectionOf } from '../chats/selection.ts';
import { useOpenChat } from '../chats/use-open-chat.ts';
import { useFoundClients } from '../clients/client-list-queries.ts';
import { useSendRead } from '../clients/client-queries.ts';
import { CLIENTS_PATH, clientsPath } from '../clients/clients-path.ts';
import type { LawyerRailProps } from '../lawyers/lawyer-rail.tsx';
import { useLeavePractice } from '../practice/use-leave-practice.ts';
import { useFoundChats } from '../search/search-queries.ts';
import {
  useAppSettings,
  usePauseNotifications,
  useSetConduct,
  useSetLook,
  useSettingsSupport,
} from '../settings/app-settings-queries.ts';
import { SECTIONS } from '../settings/sections.tsx';
import { SETTINGS_PATH } from '../settings/settings-path.ts';
import { useTunnel } from '../settings/settings-queries.ts';
import { useIdentity, useSignOut } from '../staff/identity-queries.ts';
import { useAppStatus } from '../status/status-queries.ts';
import { useUpdates } from '../updates/update-queries.ts';
import { fitting, type PaletteItem } from './palette-item.ts';
import { conductChoices, lookChoices } from './setting-choices.ts';
import { useNamedThings } from './use-named-things.ts';

export interface PaletteProps {
  lawyer: LawyerWithSession;
  practice: boolean;
  rail: LawyerRailProps;
  screens: readonly ScreenEntry[];
  addressOf: (screen: ScreenEntry) => string;
  onPassword: () => void;
}

/** So many of the last chats are offered before anything is typed. */
const RECENT = 5;

/** What fits what was typed: chats, clients, all else that has a name, screens, settings, lawyers, and what can be done now. */
export function usePaletteItems(
  { lawyer, practice, rail, screens, addressOf, onPassword }: PaletteProps,
  typed: string,
) {
  const { t, i18n } = useTranslation();
  const { navigate } = useRouter();
  const acts = useShortcutActs();
  const { conversations } = useConversations(lawyer.id);
  const found = useFoundChats(lawyer.id, typed);
  const clients = useFoundClients(lawyer.id, typed);
  const things = useNamedThings(lawyer.id, practice, typed);
  const { set: setLook } = useSetLook();
  const { set: setConduct } = useSetConduct();
  const { data: support } = useSettingsSupport();
  const context = useCommandContext(lawyer, practice, rail.onAdd, onPassword);

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
  const clientItems = clients.map<PaletteItem>(({ id, name, phone }) => ({
    ...{ id, title: name ?? t('client.unnamed'), what: 'palette.client', icon: IconAddressBook },
    ...(phone !== null && { beside: formatPhoneNumber(phone) }),
    run: () => navigate(clientsPath(lawyer.id, id)),
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
      ...{ id: `settings ${id}`, title: t(title), of: t('app.settings'), what: 'palette.setting', icon },
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
    ...COMMANDS.flatMap<PaletteItem>((command) => {
      const { id, label, of, also, icon } = command;
      const words = {
        ...{ id, title: t(label), icon },
        ...(of && { of: t(of) }),
        ...(also && { also: t(also) }),
      };
      if ('run' in command) {
        if (command.when?.(context) === false) return [];
        return [{ ...words, what: 'palette.action', run: () => command.run(context) }];
      }
      const { errand } = command;
      const to = command.to(context);
      if (to === null) return [];
      return [{ ...words, what: errand ? 'palette.action' : 'palette.screen', run: () => navigate(to, { errand }) }];
    }),
    // What is known a moment later is not at the end, where one may have gone by then.
    ...conductChoices(t, support, setConduct),
    ...lookChoices(t, i18n.language, practice, setLook),
  ];
  if (typed.trim() === '') return [...chatItems.slice(0, RECENT), ...places, ...actions];
  // What the main process found by a client's other name or number fits, though its title may not say so.
  const named = [...unique(chatItems), ...clientItems];
  const fit = fitting([...places, ...actions, ...named, ...things], typed);
  const shown = new Set(fit.map(({ id }) => id));
  const others = new Set<string>([...found, ...clients].map(({ id }) => id));
  return [...fit, ...named.filter(({ id }) => others.has(id) && !shown.has(id))];
}

/** What the commands can look at and do. */
function useCommandContext(
  lawyer: LawyerWithSession,
  practice: boolean,
  addLawyer: () => void,
  onPassword: () => void,
): CommandContext {
  const { t } = useTranslation();
  const { showSide } = useRouter();
  const { path } = useRoute();
  const { mutateAsync: sendRead } = useSendRead(lawyer.id);
  const { data: identity } = useIdentity();
  const { mutate: leave } = useSignOut();
  const { data: status } = useAppStatus();
  const { mutate: leavePractice } = useLeavePractice();
  const { data: tunnel } = useTunnel();
  const { data: updates } = useUpdates();
  const { data: settings } = useAppSettings();
  const { data: support } = useSettingsSupport();
  const { pause } = usePauseNotifications();
  const toast = useToast();
  const named = matchPath(CHATS_PATH, path)?.chat;
  const selection = named === SESSION ? undefined : selectionOf(named);
  const open = useOpenChat(lawyer.id, selection, useConversations(lawyer.id));
  const conversation = open.kind === 'chat' ? open.conversation : null;
  const announces = settings && settings.notifications !== 'off' && support?.notifications === 'possible';
  const isWritten = open.kind === 'number' || conversation?.type === 'person';
  return {
    ...{ practice, lawyer, tunnel, addLawyer, showSide },
    chat: conversation?.id ?? null,
    writing: selection && isWritten ? chatsPath(lawyer.id, selection) : null,
    client: matchPath(CLIENTS_PATH, path)?.clientId ?? conversation?.client_id ?? null,
    update: updates?.support === 'possible' ? updates.state.step : null,
    isPaused: announces ? settings.notifications_paused_until !== null : null,
    pauseNotifications: pause,
    // What comes of it is told when the palette is gone.
    sendRead: (id) =>
      void sendRead(id).then(
        () => toast({ text: t('client.send_read_done') }),
        (error) => toast({ text: problemText(t, error) }),
      ),
    leavePractice: status?.can_leave_practice ? () => leavePractice() : null,
    changePassword: identity?.person ? onPassword : null,
    signOut: identity?.person ? () => leave(undefined) : null,
  };
}

function unique(items: readonly PaletteItem[]): PaletteItem[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
