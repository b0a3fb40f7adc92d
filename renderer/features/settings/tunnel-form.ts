import type { TFunction } from 'i18next';
import type { Tunnel, TunnelChange, TunnelProvider } from '../../../main/contract/tunnel.ts';
import { BridgeError } from '../../bridge.ts';
import { oneOf } from '../../ui/one-of.ts';
import { problemText } from '../../ui/problem-text.ts';

/** What is typed into each field, by the way to it in `TunnelChange`, and what kind of thing it takes. */
const KINDS = {
  'ssh.host': 'host',
  'ssh.port': 'port',
  'ssh.username': 'username',
  'ssh.listen_port': 'port',
  'ssh.public_url': 'address',
  'ssh.host_key': 'host_key',
  'cloudflared.token': 'secret',
  'cloudflared.public_url': 'address',
  'ngrok.authtoken': 'secret',
  'ngrok.domain': 'host',
  local_port: 'local_port',
} as const;

export type TunnelField = keyof typeof KINDS;
export type TunnelErrors = Partial<Record<TunnelField, string>>;

const FIELDS = Object.keys(KINDS) as TunnelField[];

/** What is typed and chosen. */
export interface TunnelDraft {
  provider: TunnelProvider | null;
  listen: Tunnel['ssh']['listen'];
  /** The stored secret of that provider goes. */
  removesSecret: boolean;
  texts: Readonly<Record<TunnelField, string>>;
}

/** What the form begins with. Secrets are never shown: their fields are blank. */
export function draftOf({ provider, local_port: localPort, ssh, cloudflared, ngrok }: Tunnel): TunnelDraft {
  return {
    ...{ provider: provider ?? 'ssh', listen: ssh.listen, removesSecret: false },
    texts: {
      'ssh.host': ssh.host ?? '',
      'ssh.port': String(ssh.port),
      'ssh.username': ssh.username ?? '',
      'ssh.listen_port': ssh.listen_port === null ? '' : String(ssh.listen_port),
      'ssh.public_url': ssh.public_url ?? '',
      'ssh.host_key': ssh.host_key ?? '',
      'cloudflared.token': '',
      'cloudflared.public_url': cloudflared.public_url ?? '',
      'ngrok.authtoken': '',
      'ngrok.domain': ngrok.domain ?? '',
      local_port: localPort === 0 ? '' : String(localPort),
    },
  };
}

/** Of Cloudflare's, one with a token has an address and a port that were set there. */
export function isNamed({ provider, texts, removesSecret }: TunnelDraft, before: Tunnel): boolean {
  if (provider !== 'cloudflared') return false;
  return texts['cloudflared.token'].trim() !== '' || (before.cloudflared.has_token && !removesSecret);
}

/** The port on this computer is asked for where it is needed, and where one is set that may be taken. */
export function asksLocalPort(draft: TunnelDraft, before: Tunnel): boolean {
  return isNamed(draft, before) || (draft.provider !== null && before.local_port !== 0);
}

/** What was changed, and nothing else. */
export function changeOf(draft: TunnelDraft, before: Tunnel): TunnelChange {
  const { provider } = draft;
  const localPort = numberOf(draft.texts.local_port) ?? 0;
  const own = provider === null ? {} : ownOf(provider, draft, before);
  return {
    ...(provider !== before.provider && { provider }),
    ...(asksLocalPort(draft, before) && localPort !== before.local_port && { local_port: localPort }),
    ...(provider !== null && Object.keys(own).length > 0 && { [provider]: own }),
  };
}

function ownOf(provider: TunnelProvider, draft: TunnelDraft, before: Tunnel): object {
  const { texts, listen, removesSecret } = draft;
  switch (provider) {
    case 'ssh':
      return differing(
        {
          ...{ host: textOf(texts['ssh.host']), port: numberOf(texts['ssh.port']) },
          ...{ username: textOf(texts['ssh.username']), host_key: textOf(texts['ssh.host_key']) },
          ...{ listen, listen_port: numberOf(texts['ssh.listen_port']), public_url: textOf(texts['ssh.public_url']) },
        },
        before.ssh,
      );
    case 'cloudflared':
      return {
        ...(isNamed(draft, before) &&
          differing({ public_url: textOf(texts['cloudflared.public_url']) }, before.cloudflared)),
        ...secretOf('token', texts['cloudflared.token'], removesSecret),
      };
    case 'ngrok':
      return {
        ...differing({ domain: textOf(texts['ngrok.domain']) }, before.ngrok),
        ...secretOf('authtoken', texts['ngrok.authtoken'], removesSecret),
      };
  }
}

/** What main would miss, too, once the way in is opened. */
export function missingIn(draft: TunnelDraft, before: Tunnel, t: TFunction): TunnelErrors {
  // A port of 0 is none: it stands for any that is free.
  const needed = neededOf(draft, before).filter((field) => /^0*$/.test(draft.texts[field].trim()));
  return Object.fromEntries(needed.map((field) => [field, t('tunnel.form.missing')]));
}

function neededOf(draft: TunnelDraft, before: Tunnel): TunnelField[] {
  switch (draft.provider) {
    case 'ssh':
      return ['ssh.host', 'ssh.port', 'ssh.username', 'ssh.listen_port'];
    case 'cloudflared':
      return isNamed(draft, before) ? ['cloudflared.public_url', 'local_port'] : [];
    case 'ngrok':
      return before.ngrok.has_authtoken ? [] : ['ngrok.authtoken'];
    case null:
      return [];
  }
}

/** The fields that are shown. */
export function shownIn(draft: TunnelDraft, before: Tunnel): TunnelField[] {
  return FIELDS.filter((field) => {
    if (field === 'local_port') return asksLocalPort(draft, before);
    if (field === 'cloudflared.public_url') return isNamed(draft, before);
    return field.startsWith(`${draft.provider}.`);
  });
}

/** Puts a refusal beside the field that it names. `isRemoved`: what is missing is a secret that is to go. */
export function refusalsOf(error: unknown, isRemoved: boolean, t: TFunction): TunnelErrors {
  if (!(error instanceof BridgeError)) return {};
  const wordsFor = (field: TunnelField): string => {
    if (error.code === 'tunnel_not_configured') return t(isRemoved ? 'tunnel.form.needed' : 'tunnel.form.missing');
    return error.code === 'invalid_request' ? t(`tunnel.refused.${KINDS[field]}`) : problemText(t, error);
  };
  return Object.fromEntries(
    error.errors.flatMap(({ field }) => {
      const known = oneOf(FIELDS, field);
      return known === null ? [] : [[known, wordsFor(known)]];
    }),
  );
}

function textOf(typed: string): string | null {
  return typed.trim() || null;
}

/** A number in Latin or Arabic digits. What is none is sent as one that is none, and refused. */
function numberOf(typed: string): number | null {
  const digits = typed.trim().replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  if (digits === '') return null;
  return /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
}

function differing(given: Readonly<Record<string, unknown>>, before: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => value !== before[name]));
}

/** Blank: the stored one stays. */
function secretOf(name: string, typed: string, isRemoved: boolean): object {
  if (typed.trim() !== '') return { [name]: typed.trim() };
  return isRemoved ? { [name]: null } : {};
}
