import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { PROBLEMS } from '../../../main/contract/problems.ts';
import { failureKind } from '../../../renderer/features/directory/failure-words.ts';
import en from '../../../renderer/i18n/en.json' with { type: 'json' };

/** What the window never gets, or what is said of no code: that something went wrong on our side. */
const HAS_NO_WORDS = {
  'of HTTP alone': [
    ...['invalid_json', 'invalid_idempotency_key', 'forbidden_host', 'forbidden_origin', 'method_not_allowed'],
    ...['body_too_slow', 'answer_shown_once', 'unsupported_media_type', 'range_not_satisfiable', 'thumbnail_not_found'],
    ...['idempotency_key_reused', 'upgrade_required', 'rate_limited', 'too_many_streams', 'too_many_failures'],
    ...['not_from_outside'],
  ],
  'of keys, with which nobody calls from the window': [
    ...['api_key_expired', 'api_key_revoked', 'api_key_of_other_account', 'insufficient_scope'],
  ],
  'of links to files': ['file_link_invalid', 'file_link_expired'],
  'of calls that the window has none of': ['broker_not_found'],
  'a fault of ours': ['internal_error', 'not_found'],
};

test('each code that the window can meet has words, and each that has none cannot come', () => {
  const without = Object.values(HAS_NO_WORDS).flat();
  // What is said of any code, and what the refused fields are told with.
  const general = ['other', 'invalid_fields', 'field_fault', 'between_faults', 'fault'];
  const worded = Object.keys(en.problem).filter((code) => !general.includes(code));
  expect(worded.filter((code) => without.includes(code))).toEqual([]);
  expect([...worded, ...without].sort()).toEqual(Object.keys(PROBLEMS).sort());
});

test('each reason of ours for which a receiver was not reached has words', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../main/webhooks/post-webhook.ts'), 'utf8');
  const [, listed = ''] = /const NOT_REACHED = new Set\(\[([^;]*)\]\);/.exec(source) ?? [];
  const codes = [...listed.matchAll(/'(\w+)'/g)].map(([, code = '']) => code);
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter((code) => failureKind(code) === 'other')).toEqual([]);
  expect(['timeout', 'interrupted', 'address_not_public'].map(failureKind)).toEqual([
    ...['timeout', 'interrupted', 'not_allowed'],
  ]);
  // As it was kept before it had a code.
  expect(failureKind('AddressRefusedError: is a private address')).toBe('not_allowed');
  expect(failureKind('Error: closed')).toBe('other');
});
