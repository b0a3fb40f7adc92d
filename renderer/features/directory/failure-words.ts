import type { TFunction } from 'i18next';

/** What went wrong, by the code that Node or we have for it. */
const WORDS = {
  refused: ['ECONNREFUSED'],
  unknown_host: ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'host_not_found'],
  no_way: ['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'],
  broken_off: ['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'HPE_INVALID_CONSTANT', 'HPE_HEADER_OVERFLOW'],
  timeout: ['timeout', 'ETIMEDOUT'],
  interrupted: ['interrupted'],
  certificate: [
    ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ],
  not_tls: ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'],
  not_allowed: ['address_not_public', 'address_with_password', 'address_not_https', 'AddressRefusedError'],
} as const satisfies Record<string, readonly string[]>;
export type FailureKind = keyof typeof WORDS;

/** Of what else there is its code alone is known. */
export function failureKind(error: string): FailureKind | 'other' {
  // Before these had codes of their own, they were told with a sentence behind a colon.
  const [code = ''] = error.split(':');
  const kinds = Object.keys(WORDS) as FailureKind[];
  return kinds.find((kind) => (WORDS[kind] as readonly string[]).includes(code)) ?? 'other';
}

/** Why a receiver has not answered, and what to look at next. */
export function failureText(t: TFunction, error: string): string {
  return t(`directory.failure.${failureKind(error)}`);
}
