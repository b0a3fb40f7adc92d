import { lookup as dnsLookup } from 'node:dns';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { connect, isIP, type LookupFunction } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { DELIVERY_SECONDS } from '../contract/limits.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import { AddressRefusedError, assertAddressAllowed, assertUrlAllowed } from './address-guard.ts';

const TIMEOUT: Millis = DELIVERY_SECONDS * 1000;
/** To one host, which may have several endpoints. */
const MAX_SOCKETS = 64;
/** How much of an answer is read and kept, in characters. Its status says all that matters. */
const KEPT_ANSWER = 500;

/** How many of an answer's headers are kept, and how much of each, in characters. */
const KEPT_HEADERS = 40;
const KEPT_HEADER = 200;

/** What says that no connection came about: nothing of the request has reached anybody. */
const NOT_REACHED = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'],
  ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_TLS_CERT_ALTNAME_INVALID'],
]);

/** The start of an answer is kept as it comes: what is compressed could not be read, or would be a bomb. */
const OUR_HEADERS = {
  'content-type': 'application/json',
  'user-agent': 'Lexline-Webhooks/1',
  'accept-encoding': 'identity',
};

export interface PostResult {
  /** Null when no answer came. */
  statusCode: number | null;
  error: string | null;
  /** No connection came about. */
  isUnreachable: boolean;
  responseHeaders: Record<string, string> | null;
  responseStart: string | null;
  /** `Retry-After` in seconds, where the receiver gave one. */
  retryAfter: number | null;
}

export type PostWebhook = (url: string, headers: Record<string, string>, body: string) => Promise<PostResult>;

/** Whether the address takes a connection now. Nothing is sent. */
export type ReachWebhook = (url: string) => Promise<boolean>;

export interface WebhookClient {
  post: PostWebhook;
  reach: ReachWebhook;
  close(): void;
}

/** A `Retry-After` header: seconds, or a date (RFC 9110, 10.2.3). */
function parseRetryAfter(value: unknown, now: Millis): number | null {
  if (typeof value !== 'string') return null;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

/**
 * POSTs with Node's own client, which follows no redirect and knows no proxy (an environment's would bypass the address
 * guard), bounded in time and size; around the same client axios took more time than all the rest of a delivery. The guard
 * looks at the very address that is connected to, so that a host name that changes its mind after registration gains nothing.
 */
export function createPostWebhook(allowLoopback: boolean, clock: Clock): WebhookClient {
  const lookup: LookupFunction = (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      try {
        for (const { address } of addresses) assertAddressAllowed(address, hostname, allowLoopback);
      } catch (refused) {
        return callback(refused instanceof Error ? refused : new Error('refused'), '', 0);
      }
      const first = addresses[0];
      if (options.all || !first) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
  const agentOptions = { keepAlive: true, maxSockets: MAX_SOCKETS, lookup };
  const httpAgent = new HttpAgent(agentOptions);
  const httpsAgent = new HttpsAgent(agentOptions);

  return {
    async post(url, headers, body) {
      const patience = new AbortController();
      const cancel = clock.after(TIMEOUT, () => patience.abort());
      try {
        // A host that is an IP address is never looked up, so it is checked here.
        await assertUrlAllowed(url, allowLoopback);
        const agent = url.startsWith('https:') ? httpsAgent : httpAgent;
        const options = { agent, headers: { ...OUR_HEADERS, ...headers }, signal: patience.signal };
        const response = await answerTo(url, options, body);
        return {
          statusCode: response.statusCode ?? null,
          error: null,
          isUnreachable: false,
          responseHeaders: keptHeaders(response.headers),
          responseStart: await readStart(response),
          retryAfter: parseRetryAfter(response.headers['retry-after'], clock.now()),
        };
      } catch (error) {
        const reason = patience.signal.aborted ? 'timeout' : describe(error);
        const nothing = { statusCode: null, responseHeaders: null, responseStart: null, retryAfter: null };
        return { ...nothing, error: reason, isUnreachable: NOT_REACHED.has(reason) };
      } finally {
        cancel();
      }
    },
    async reach(url) {
      const patience = new AbortController();
      const cancel = clock.after(TIMEOUT, () => patience.abort());
      try {
        await assertUrlAllowed(url, allowLoopback);
        await connected(new URL(url), lookup, patience.signal);
        return true;
      } catch {
        return false;
      } finally {
        cancel();
      }
    },
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

/** Resolves with the answer's head; its body is still to come. Rejects when there is none. */
function answerTo(url: string, options: RequestOptions, body: string): Promise<IncomingMessage> {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    request(url, { ...options, method: 'POST' }, resolve)
      .on('error', reject)
      .end(body);
  });
}

/** Resolves once a connection is there, for https a trusted one, and ends it. */
function connected({ protocol, hostname, port }: URL, lookup: LookupFunction, patience: AbortSignal): Promise<void> {
  const isTls = protocol === 'https:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const options = { host, port: Number(port) || (isTls ? 443 : 80), lookup };
  return new Promise((resolve, reject) => {
    const socket = isTls ? connectTls({ ...options, ...(isIP(host) === 0 && { servername: host }) }) : connect(options);
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      resolve();
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed')));
    patience.addEventListener('abort', () => socket.destroy(new Error('timeout')), { once: true });
  });
}

function keptHeaders(headers: object): Record<string, string> {
  const kept = Object.entries(headers).slice(0, KEPT_HEADERS);
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value).slice(0, KEPT_HEADER).toWellFormed()]));
}

/** The first characters of an answer, whatever else there is and whether or not it ever ends. */
async function readStart(answer: IncomingMessage): Promise<string> {
  let text = '';
  try {
    // Leaving the loop early ends the connection.
    for await (const chunk of answer.setEncoding('utf8')) {
      text += chunk;
      if (text.length >= KEPT_ANSWER) break;
    }
  } catch {
    // It broke off: what came so far is kept.
  }
  return text.slice(0, KEPT_ANSWER).toWellFormed();
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof AddressRefusedError) return error.reason;
  return 'code' in error && typeof error.code === 'string'
    ? error.code
    : `${error.name}: ${error.message}`.slice(0, 200);
}
