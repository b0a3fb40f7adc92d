import { z } from 'zod';
import { TUNNEL_PROVIDERS } from './choices.ts';
import { breaks } from './faults.ts';
import { Timestamp } from './values.ts';

export const TunnelProvider = z.enum(TUNNEL_PROVIDERS);
export type TunnelProvider = z.infer<typeof TunnelProvider>;

/** `reconnecting`: it was up, or could not be opened at once, and is tried again. `failed`: a person has to act first. */
export const TunnelState = z.enum(['off', 'connecting', 'up', 'reconnecting', 'failed']);
export type TunnelState = z.infer<typeof TunnelState>;

/** Why it is not up. */
export const TunnelCause = z.enum([
  /** Nobody has said yet whether the server's key is the right one: `host_key_seen` is what it showed. */
  'host_key_not_confirmed',
  /** The server shows another key than the one that was confirmed: it is not connected to. */
  'host_key_changed',
  /** The server does not let this key in. */
  'login_refused',
  /** The server lets it in, and does not listen on the port for it: forbidden, or taken. */
  'forwarding_refused',
  /** Another program of this machine has `local_port`. */
  'local_port_taken',
  'host_not_found',
  'connection_refused',
  'no_answer',
  'connection_lost',
  /** What the other side says is not understood. */
  'protocol_error',
  'program_missing',
  'program_ended',
  'credentials_refused',
  'not_supported_here',
  'internal_error',
]);
export type TunnelCause = z.infer<typeof TunnelCause>;

/** A name or an address. No user, no port, no path. */
const Host = z
  .string()
  .max(253)
  .regex(
    /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+)$/,
    'must be a host name or an IP address, without a port',
  );

const Port = z.number().int().min(1).max(65_535);

const UserName = z.string().regex(/^[A-Za-z_][\w.-]{0,63}$/, 'must be a user name');

/** As `ssh-keygen -l` and `ssh-keyscan … | ssh-keygen -lf -` write it: SHA-256 in base64 without padding. */
export const HostKey = z
  .string()
  .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'must be a fingerprint such as SHA256:… with 43 characters behind the colon');

/** Where the directory calls: nothing but a scheme, a host and a port. */
const Origin = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(300)
  .refine(
    (url) => /^https?:\/\/[^/?#@\\]+$/i.test(url),
    breaks('url', 'must be an address without a user, a path, a query or a slash at its end'),
  );

/** What a service gave, in one line without blanks. */
const Secret = z
  .string()
  .max(4096)
  .regex(/^[\x21-\x7e]{8,}$/, 'must be what the service gave: at least 8 characters without blanks');

const SSH_SETTINGS = {
  host: Host.nullable().describe('The server that is logged in to: a name or an address, without a port.'),
  port: Port.describe('Where its sshd listens.'),
  username: UserName.nullable().describe('As whom.'),
  host_key: HostKey.nullable().describe('The key that the server has to show. Another one is never logged in to.'),
  listen: z
    .enum(['loopback', 'everywhere'])
    .describe('Where the server listens: for itself alone, or (if it allows that) for everybody.'),
  listen_port: Port.nullable().describe('The port on the server on which the directory calls.'),
  public_url: Origin.nullable().describe(
    'Where the directory calls, if a web server there passes it on: a scheme, a host and a port. Null: the port itself.',
  ),
};

const CLOUDFLARED_SETTINGS = {
  public_url: Origin.nullable().describe('The address of a named tunnel. Null: a quick tunnel, which says it itself.'),
};

const NGROK_SETTINGS = { domain: Host.nullable().describe('The domain that stays. Null: another one each time.') };

/** What is set, secrets left out. */
export const TunnelSettings = z.strictObject({
  provider: TunnelProvider.nullable(),
  local_port: z
    .union([z.literal(0), z.number().int().min(1024).max(65_535)], {
      error: 'must be 0, or a port from 1024 to 65535',
    })
    .describe(
      'The port on 127.0.0.1 behind the tunnel; 0: any that is free. A cloudflared tunnel with a token needs one, because ' +
        'its other end is set at Cloudflare.',
    ),
  ssh: z.strictObject(SSH_SETTINGS),
  cloudflared: z.strictObject(CLOUDFLARED_SETTINGS),
  ngrok: z.strictObject(NGROK_SETTINGS),
});
export type TunnelSettings = z.infer<typeof TunnelSettings>;

/** A part of it; what is left out stays as it is. Secrets go in here and never come out. */
export const TunnelChange = z.strictObject({
  provider: TunnelProvider.nullable().optional().describe('Who carries the calls; null: nobody.'),
  local_port: TunnelSettings.shape.local_port.optional(),
  ssh: z.strictObject(SSH_SETTINGS).partial().optional().describe('A server of the directory’s.'),
  cloudflared: z
    .strictObject({ ...CLOUDFLARED_SETTINGS, token: Secret.nullable().describe('Of a named tunnel. Never shown.') })
    .partial()
    .optional()
    .describe('The program cloudflared, which is found on this machine.'),
  ngrok: z
    .strictObject({ ...NGROK_SETTINGS, authtoken: Secret.nullable().describe('Of the account at ngrok. Never shown.') })
    .partial()
    .optional()
    .describe('The service ngrok.'),
});
export type TunnelChange = z.infer<typeof TunnelChange>;

export const DEFAULT_TUNNEL: TunnelSettings = {
  provider: null,
  local_port: 0,
  ssh: {
    host: null,
    port: 22,
    username: null,
    host_key: null,
    listen: 'loopback',
    listen_port: null,
    public_url: null,
  },
  cloudflared: { public_url: null },
  ngrok: { domain: null },
};

/** The way in from outside: how it is, and what is set for it. */
export const Tunnel = z.object({
  is_on: z.boolean(),
  state: TunnelState,
  since: Timestamp,
  cause: TunnelCause.nullable(),
  address: z.string().nullable(),
  attempts: z.number().int(),
  next_attempt_at: Timestamp.nullable(),
  provider: TunnelProvider.nullable(),
  local_port: z.number().int(),
  ssh: z.object({
    ...SSH_SETTINGS,
    host_key_seen: HostKey.nullable(),
    public_key: z.string().nullable(),
  }),
  cloudflared: z.object({ public_url: z.string().nullable(), has_token: z.boolean() }),
  ngrok: z.object({ domain: z.string().nullable(), has_authtoken: z.boolean() }),
});
export type Tunnel = z.infer<typeof Tunnel>;
