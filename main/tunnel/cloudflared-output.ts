/**
 * What a line of cloudflared's log says. Its form, as printed by versions of 2024 to 2026:
 *
 *     2026-09-30T07:31:16Z INF |  https://gentle-river-1234.trycloudflare.com                                  |
 *     2026-09-30T07:31:18Z INF Registered tunnel connection connIndex=0 connection=bb52… event=0 ip=… protocol=quic
 *     2026-09-30T07:31:18Z ERR Provided Tunnel token is not valid.
 *
 * Sources: cmd/cloudflared/tunnel/quick_tunnel.go (the box with the address), supervisor/tunnel.go and
 * connection/observer.go (connections by `connIndex`), cmd/cloudflared/tunnel/subcommands.go (tokens) in
 * https://github.com/cloudflare/cloudflared, and logs in public repositories.
 */
export type CloudflaredFact =
  | { kind: 'address'; address: string }
  | { kind: 'connected' | 'disconnected'; connection: number }
  | { kind: 'credentials_refused' };

/** The address of a quick tunnel stands alone in a box; Cloudflare's own `api.` is named in errors. */
const ADDRESS = /^\S+ INF \|\s+(https:\/\/(?!api\.)[a-z0-9][a-z0-9-]{0,62}\.trycloudflare\.com)\s+\|$/;

const CONNECTED = /^\S+ INF Registered tunnel connection .*\bconnIndex=(\d{1,2})\b/;

const DISCONNECTED =
  /^\S+ (?:INF|WRN|ERR) (?:Lost connection with the edge|Connection terminated|Unregistered tunnel connection|Failed to serve tunnel connection|Serve tunnel error|Retrying connection in up to).*\bconnIndex=(\d{1,2})\b/;

const REFUSED = /Provided Tunnel token is not valid|Unauthorized: (?:Tunnel not found|Invalid tunnel secret)/i;

/** Null: it says nothing that matters. */
export function factOf(line: string): CloudflaredFact | null {
  const address = ADDRESS.exec(line.trimEnd())?.[1];
  if (address !== undefined) return { kind: 'address', address };
  const connected = CONNECTED.exec(line)?.[1];
  if (connected !== undefined) return { kind: 'connected', connection: Number(connected) };
  // The reason of a loss stands in the line that tells of it.
  if (REFUSED.test(line)) return { kind: 'credentials_refused' };
  const disconnected = DISCONNECTED.exec(line)?.[1];
  return disconnected === undefined ? null : { kind: 'disconnected', connection: Number(disconnected) };
}
