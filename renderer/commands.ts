import {
  IconActivityHeartbeat,
  IconApi,
  IconArrowMerge,
  IconBell,
  IconBellPause,
  IconBrandWhatsapp,
  IconChartBar,
  IconChecks,
  IconDoorExit,
  IconDownload,
  IconEye,
  IconFileZip,
  IconHistory,
  IconInfoCircle,
  IconKey,
  IconListCheck,
  IconLogout,
  IconMessagePlus,
  IconMoodSmile,
  IconMoonStars,
  IconPaperclip,
  IconPhoto,
  IconPlugConnected,
  IconRefresh,
  IconRosetteDiscountCheck,
  IconTemplate,
  IconUserEdit,
  IconUserPlus,
  IconUserShield,
  IconWebhook,
  IconWorld,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';
import { GALLERY_SECTIONS } from '../main/contract/choices.ts';
import type { LawyerWithSession } from '../main/contract/ipc.ts';
import type { Tunnel } from '../main/contract/tunnel.ts';
import type { Updates } from '../main/contract/updates.ts';
import { CHATS_PATH, SESSION } from './features/chats/selection.ts';
import { clientsPath } from './features/clients/clients-path.ts';
import { TABS as DIRECTORY_TABS, directoryPath } from './features/directory/directory-path.ts';
import { galleryAddress } from './features/gallery/gallery-path.ts';
import { HEALTH_PATH } from './features/health/health-path.ts';
import { SET_UP_STEPS, setUpPath } from './features/onboarding/set-up-path.ts';
import { isLinked } from './features/session/session-words.ts';
import { SETTINGS_PATH } from './features/settings/settings-path.ts';
import { TABS as PEOPLE_TABS, peoplePath } from './features/staff/people-path.ts';
import { NEW_TEMPLATE, templatesPath } from './features/templates/templates-path.ts';
import type { Errand } from './routing/errand.ts';
import { pathTo } from './routing/path.ts';

/** What a command can do, and what it can look at. */
export interface CommandContext {
  practice: boolean;
  lawyer: LawyerWithSession;
  /** The open chat. */
  chat: string | null;
  /** Where one can write to somebody: the address of the open chat. */
  writing: string | null;
  /** The client who is looked at, or whose chat is open. */
  client: string | null;
  /** Undefined until it is known. */
  tunnel: Tunnel | undefined;
  /** Whether nothing is announced for now; null: nothing ever is. */
  isPaused: boolean | null;
  pauseNotifications: (paused: boolean) => void;
  /** How far a new version of the app is; null: this app gets none. */
  update: Updates['state']['step'] | null;
  addLawyer: () => void;
  showSide: (side: string, errand?: Errand) => void;
  sendRead: (chat: string) => void;
  /** Null while nobody has signed in. */
  changePassword: (() => void) | null;
  /** Likewise. */
  signOut: (() => void) | null;
  /** Null where the app cannot start itself again in the real account. */
  leavePractice: (() => void) | null;
}

interface Entry {
  id: string;
  label: ParseKeys;
  /** What it is one of: `Directory: Webhooks`. */
  of?: ParseKeys;
  /** Other words that one may type for it. */
  also?: ParseKeys;
  icon: TablerIcon;
}

/** Something that one goes to, and may do there; null: not now. What asks before it is done asks there. */
interface GoEntry extends Entry {
  to: (context: CommandContext) => string | null;
  errand?: Errand;
}

/** Something that is done where one is. */
interface ActEntry extends Entry {
  /** Whether it can be done now; absent: always. */
  when?: (context: CommandContext) => boolean;
  run: (context: CommandContext) => void;
}

type CommandEntry = GoEntry | ActEntry;

const session = ({ lawyer }: CommandContext) => pathTo(CHATS_PATH, { lawyerId: lawyer.id, chat: SESSION });
const clients = ({ lawyer }: CommandContext) => clientsPath(lawyer.id);
const client = (context: CommandContext) => context.client && clientsPath(context.lawyer.id, context.client);
const writing = (context: CommandContext) => context.writing;
const settings = (section: 'whatsapp' | 'lawyer' | 'tunnel' | 'app') => (context: CommandContext) =>
  pathTo(SETTINGS_PATH, { lawyerId: context.lawyer.id, section });
/** There, as long as that is so. */
const onlyIf =
  (isSo: (context: CommandContext) => boolean, to: GoEntry['to']): GoEntry['to'] =>
  (context) =>
    isSo(context) ? to(context) : null;

function isSetUp(tunnel: Tunnel | undefined): tunnel is Tunnel {
  return tunnel !== undefined && tunnel.provider !== null;
}

/** The tabs, sections and steps of the screens. */
const PLACES: readonly CommandEntry[] = [
  { id: 'session', of: 'app.whatsapp', label: 'health.mend.open_session', icon: IconBrandWhatsapp, to: session },
  ...DIRECTORY_TABS.map<CommandEntry>((tab) => ({
    ...{ id: `directory ${tab}`, of: 'directory.title', label: `directory.tab.${tab}`, icon: IconPlugConnected },
    to: ({ lawyer }) => directoryPath(lawyer.id, tab),
  })),
  {
    ...{ id: 'directory tunnel', of: 'directory.title', label: 'tunnel.title', also: 'palette.also_tunnel' },
    ...{ icon: IconWorld, to: settings('tunnel') },
  },
  {
    ...{ id: 'health', of: 'health.nav', label: 'health.tab_numbers', icon: IconChartBar },
    to: ({ lawyer }) => pathTo(HEALTH_PATH, { lawyerId: lawyer.id, tab: 'numbers' }),
  },
  {
    ...{ id: 'health chain', of: 'health.nav', label: 'health.tab_chain', icon: IconActivityHeartbeat },
    to: ({ lawyer }) => pathTo(HEALTH_PATH, { lawyerId: lawyer.id }),
  },
  ...PEOPLE_TABS.map<CommandEntry>((tab) => ({
    ...{ id: `people ${tab}`, of: 'people.title', label: `people.tab.${tab}`, icon: IconUserShield },
    to: ({ lawyer }) => peoplePath(lawyer.id, tab),
  })),
  ...GALLERY_SECTIONS.map<CommandEntry>((section) => ({
    ...{ id: `gallery ${section}`, of: 'gallery.title', label: `gallery.${section}`, icon: IconPhoto },
    to: ({ lawyer, chat }) => chat && galleryAddress(lawyer.id, chat, section),
  })),
  // Also when nobody wants to be reminded of it any more.
  {
    ...{ id: 'set-up', of: 'set_up.title', label: 'set_up.go_on', icon: IconRosetteDiscountCheck },
    to: ({ lawyer }) => setUpPath(lawyer.id),
  },
  ...SET_UP_STEPS.map<CommandEntry>((step) => ({
    ...{ id: `set-up ${step}`, of: 'set_up.title', label: `set_up.step.${step}.name`, icon: IconRosetteDiscountCheck },
    to: ({ lawyer }) => setUpPath(lawyer.id, step),
  })),
];

/**
 * What can be gone to and done from the command palette, beside what has a shortcut (see shortcuts.ts) or is a screen (see
 * routes.ts): one line each. An errand is taken by what does it, with `useErrand`, wherever that is shown.
 */
export const COMMANDS: readonly CommandEntry[] = [
  ...PLACES,
  { id: 'add-lawyer', label: 'lawyers.add', icon: IconUserPlus, run: ({ addLawyer }) => addLawyer() },
  {
    ...{ id: 'lawyer.change', label: 'lawyers.change', also: 'palette.also_lawyer', icon: IconUserEdit },
    ...{ to: settings('lawyer'), errand: 'lawyer.change' },
  },
  { id: 'client.new', label: 'clients.new', icon: IconUserPlus, to: clients, errand: 'client.new' },
  {
    ...{ id: 'template.new', label: 'templates.new', icon: IconTemplate },
    to: ({ lawyer }) => templatesPath(lawyer.id, NEW_TEMPLATE),
  },
  {
    ...{ id: 'key.new', label: 'directory.keys.new', icon: IconKey, errand: 'key.new' },
    to: ({ lawyer }) => directoryPath(lawyer.id, 'keys'),
  },
  {
    ...{ id: 'webhook.new', label: 'directory.hooks.new', icon: IconWebhook, errand: 'webhook.new' },
    to: ({ lawyer }) => directoryPath(lawyer.id, 'webhooks'),
  },
  {
    ...{
      id: 'reference',
      of: 'directory.title',
      label: 'directory.reference',
      icon: IconApi,
      errand: 'reference.show',
    },
    to: ({ lawyer }) => directoryPath(lawyer.id, 'keys'),
  },
  {
    ...{ id: 'person.new', label: 'people.add', icon: IconUserPlus, errand: 'person.new' },
    to: ({ lawyer }) => peoplePath(lawyer.id, 'people'),
  },
  {
    ...{ id: 'grant.new', of: 'people.title', label: 'people.grant_new', icon: IconEye, errand: 'grant.new' },
    to: ({ lawyer }) => peoplePath(lawyer.id, 'grants'),
  },
  {
    ...{ id: 'practice', label: 'practice.title', icon: IconMessagePlus },
    ...{ when: ({ practice }) => practice, run: ({ showSide }) => showSide('practice') },
  },
  ...(['act', 'faults'] as const).map<CommandEntry>((tab) => ({
    ...{ id: `practice ${tab}`, of: 'practice.title', label: `practice.tab_${tab}`, icon: IconMessagePlus },
    ...{ when: ({ practice }) => practice, run: ({ showSide }) => showSide('practice', `practice.${tab}`) },
  })),
  {
    ...{ id: 'practice.leave', label: 'practice.leave', icon: IconDoorExit },
    ...{ when: ({ leavePractice }) => leavePractice !== null, run: ({ leavePractice }) => leavePractice?.() },
  },
  { id: 'queue', label: 'queue.title', icon: IconListCheck, run: ({ showSide }) => showSide('queue') },
  {
    ...{ id: 'details', label: 'chat.details', icon: IconInfoCircle },
    ...{ when: ({ chat }) => chat !== null, run: ({ showSide }) => showSide('details') },
  },
  {
    ...{ id: 'send-read', label: 'client.send_read', icon: IconChecks },
    ...{ when: ({ chat }) => chat !== null, run: ({ chat, sendRead }) => chat !== null && sendRead(chat) },
  },
  { id: 'attach', label: 'chat.attach', icon: IconPaperclip, to: writing, errand: 'compose.attach' },
  { id: 'emoji', label: 'emoji.title', icon: IconMoodSmile, to: writing, errand: 'compose.emoji' },
  { id: 'client.merge', label: 'client.merge', icon: IconArrowMerge, to: client, errand: 'client.merge' },
  {
    ...{ id: 'client.export', of: 'clients.export.title', label: 'clients.export.start', icon: IconFileZip },
    ...{ to: client, errand: 'client.export' },
  },
  {
    ...{ id: 'session.pair', of: 'app.whatsapp', label: 'session.step.use_pairing_code', also: 'palette.also_pairing' },
    ...{ icon: IconBrandWhatsapp, errand: 'session.pair' },
    to: onlyIf(({ lawyer }) => lawyer.session.steps.includes('use_pairing_code'), session),
  },
  {
    ...{ id: 'session.restart', of: 'app.whatsapp', label: 'settings.restart', also: 'palette.also_restart' },
    ...{ icon: IconRefresh, to: settings('whatsapp'), errand: 'session.restart' },
  },
  {
    ...{ id: 'session.sleep', of: 'app.whatsapp', label: 'settings.sleep', icon: IconMoonStars },
    ...{ errand: 'session.sleep', to: onlyIf(({ lawyer }) => lawyer.session.state !== 'asleep', settings('whatsapp')) },
  },
  {
    ...{ id: 'session.wake', of: 'app.whatsapp', label: 'settings.wake', icon: IconMoonStars },
    ...{ errand: 'session.wake', to: onlyIf(({ lawyer }) => lawyer.session.state === 'asleep', settings('whatsapp')) },
  },
  {
    ...{ id: 'session.log_out', label: 'settings.log_out', icon: IconLogout },
    ...{ errand: 'session.log_out', to: onlyIf(({ lawyer }) => isLinked(lawyer.session), settings('whatsapp')) },
  },
  {
    ...{ id: 'history.sync', of: 'history.title', label: 'history.sync', icon: IconHistory },
    ...{ to: settings('whatsapp'), errand: 'history.sync' },
  },
  ...(['start', 'stop'] as const).map<CommandEntry>((what) => ({
    ...{ id: `tunnel.${what}`, of: 'tunnel.title', label: `tunnel.${what}`, also: `palette.also_tunnel_${what}` },
    ...{ icon: IconWorld, errand: `tunnel.${what}` },
    to: onlyIf(({ tunnel }) => isSetUp(tunnel) && tunnel.is_on === (what === 'stop'), settings('tunnel')),
  })),
  {
    ...{ id: 'tunnel.set_up', of: 'tunnel.title', label: 'tunnel.set_up', also: 'palette.also_tunnel' },
    ...{ icon: IconWorld, errand: 'tunnel.set_up', to: settings('tunnel') },
  },
  {
    ...{ id: 'updates', of: 'updates.title', label: 'updates.look', also: 'palette.also_updates', icon: IconRefresh },
    ...{ errand: 'updates.look', to: onlyIf(({ update }) => update !== null, settings('app')) },
  },
  {
    ...{ id: 'updates.download', of: 'updates.title', label: 'updates.download', icon: IconDownload },
    ...{ errand: 'updates.download', to: onlyIf(({ update }) => update === 'available', settings('app')) },
  },
  {
    ...{ id: 'updates.install', of: 'updates.title', label: 'updates.install', icon: IconDownload },
    ...{ errand: 'updates.install', to: onlyIf(({ update }) => update === 'ready', settings('app')) },
  },
  ...[true, false].map<CommandEntry>((paused) => ({
    ...{ id: `notifications ${paused ? 'pause' : 'resume'}`, icon: paused ? IconBellPause : IconBell },
    ...{ label: paused ? 'app_settings.pause' : 'app_settings.resume', when: ({ isPaused }) => isPaused === !paused },
    run: ({ pauseNotifications }) => pauseNotifications(paused),
  })),
  {
    ...{ id: 'password', label: 'identity.change_password', icon: IconKey },
    ...{ when: ({ changePassword }) => changePassword !== null, run: ({ changePassword }) => changePassword?.() },
  },
  {
    ...{ id: 'sign-out', label: 'identity.sign_out', icon: IconLogout },
    ...{ when: ({ signOut }) => signOut !== null, run: ({ signOut }) => signOut?.() },
  },
];
