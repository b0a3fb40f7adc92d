import type { TFunction } from 'i18next';

/** What the window calls the fields that a person fills in, by their names in what it sends. */
const LABELS = {
  name: 'common.name',
  email: 'common.email',
  phone: 'common.phone',
  phone_number: 'common.phone',
  password: 'identity.password',
  recovery_key: 'recovery.label',
  notes: 'clients.notes',
  text: 'templates.text',
  variables: 'templates.variables',
  language: 'templates.language',
  default_language: 'templates.language',
  url: 'directory.hooks.url',
  description: 'directory.hooks.description',
  events: 'directory.hooks.events',
  since: 'directory.hooks.recover_since',
  scopes: 'directory.keys.allow',
  expires_at: 'directory.keys.expires',
  reason: 'people.grant_reason',
  conversation_ids: 'people.grant_which',
  question: 'practice.question',
  options: 'practice.options',
  latitude: 'practice.latitude',
  longitude: 'practice.longitude',
  emoji: 'practice.act_emoji',
  'pace.enabled': 'settings.pace_enabled',
  characters_per_minute: 'settings.characters_per_minute',
  max_typing_seconds: 'settings.max_typing_seconds',
  jitter: 'settings.jitter',
  gap_between_chats_seconds: 'settings.gap_between_chats_seconds',
  first_contacts_per_day: 'settings.first_contacts_per_day',
  quiet_hours: 'settings.quiet',
  'quiet_hours.from': 'settings.quiet_from',
  'quiet_hours.to': 'settings.quiet_to',
  after_idle_minutes: 'settings.sleep_after',
  wake_every_minutes: 'settings.wake_every',
  max_attachment_bytes: 'settings.max_attachment',
  events_kept_days: 'settings.events_kept',
} as const;

/**
 * What the window calls the field that stands there in what was sent, such as `variants.0.text`; null where it has no name
 * for it. A template's variable has the name that a person has given it.
 */
export function fieldLabel(t: TFunction, field: string): string | null {
  const parts = field.split('.').filter((part) => !/^\d+$/.test(part));
  const last = parts.at(-1) ?? '';
  const parent = parts.at(-2) ?? '';
  if (parent === 'variables') return last;
  const known = [`${parent}.${last}`, last].find((name) => Object.hasOwn(LABELS, name));
  return known === undefined ? null : t(LABELS[known as keyof typeof LABELS]);
}
