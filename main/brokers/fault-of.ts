import type { BrokerErrorCode } from '../contract/broker.ts';
import { BrokerFault } from './broker-link.ts';

const MAX_MESSAGE = 200;

const UNREACHABLE = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EACCES|ECONNRESET|EPIPE)$/;
/** Node's codes for what is wrong with a certificate, and for what speaks no TLS. */
const CERTIFICATE =
  /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET_ISSUER|VERIFY)|HOSTNAME_MISMATCH)/;

/** What a client library has thrown, as a fault; `otherwise` where its code says nothing. */
export function faultOf(error: unknown, otherwise: BrokerErrorCode): BrokerFault {
  if (error instanceof BrokerFault) return error;
  const codes = codesOf(error);
  if (codes.some((code) => CERTIFICATE.test(code))) return new BrokerFault('certificate_refused', messageOf(error));
  if (codes.some((code) => UNREACHABLE.test(code))) return new BrokerFault('unreachable', messageOf(error));
  return new BrokerFault(otherwise, messageOf(error));
}

/** What an error is called, without its message, which can hold what no log may. */
export function nameOf(error: unknown): string {
  return codesOf(error)[0] ?? (error instanceof Error ? error.name : 'unknown');
}

/** The codes of an error and of what has caused it. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error ? [String(error.code)] : [];
  return [...own, ...codesOf(error.cause)];
}

/** Of several addresses that were tried, the error of all together has no message. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const [first] = error instanceof AggregateError ? error.errors : [];
  return error.message || (first instanceof Error ? first.message : codesOf(error).join(' ')) || error.name;
}

/** A message as it may be shown and kept: short, one line, and without what is secret in the broker's address. */
export function shownMessage(message: string, url: string): string {
  const { username, password } = new URL(url);
  const secrets = [password, password === '' ? username : ''].flatMap((part) => [part, decodeURIComponent(part)]);
  const clean = secrets
    .filter((secret) => secret !== '')
    .reduce((text, secret) => text.replaceAll(secret, '***'), message);
  return clean.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, MAX_MESSAGE);
}
