import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { type ApiKey, makeApiKey, parseApiKey } from '../../../main/domain/api-keys.ts';
import { AppError } from '../../../main/domain/app-error.ts';
import { authenticate } from '../../../main/domain/authenticate.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { secretMatches } from '../../../main/domain/secret-text.ts';

const DETAILS = { name: 'Test', at: Date.UTC(2026, 10, 20) };
const FORM = /^lx_(live|test)_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/;

test('keys have one form, a random id and secret, and only the secret’s hash is kept', () => {
  const keys = Array.from({ length: 200 }, () => makeApiKey('live', { role: 'admin' }, DETAILS));
  for (const { text, key } of keys) {
    expect(text).toMatch(FORM);
    const parts = parseApiKey(text);
    expect(parts?.id).toBe(key.id);
    expect(key.secretHash).toEqual(
      createHash('sha256')
        .update(parts?.secret ?? '')
        .digest(),
    );
    expect(secretMatches(key, parts?.secret ?? '')).toBe(true);
    expect(secretMatches(key, 'x')).toBe(false);
  }
  expect(new Set(keys.map(({ key }) => key.id)).size).toBe(200);
});

test('a key of one account is none of the other', () => {
  const live = makeApiKey('live', { role: 'admin' }, DETAILS).text;
  const practice = makeApiKey('practice', { role: 'admin' }, DETAILS).text;
  expect([live.slice(0, 8), practice.slice(0, 8)]).toEqual(['lx_live_', 'lx_test_']);
  expect([parseApiKey(live)?.mode, parseApiKey(practice)?.mode]).toEqual(['live', 'practice']);
  expect(parseApiKey(practice.replace('test', 'live'))).toBeNull();
});

test('a typing error anywhere in a key is found by its checksum', () => {
  const { text } = makeApiKey('live', { role: 'admin' }, DETAILS);
  for (let i = 0; i < text.length; i++) {
    const other = text[i] === 'a' ? 'b' : 'a';
    expect(parseApiKey(text.slice(0, i) + other + text.slice(i + 1)), String(i)).toBeNull();
  }
  for (const wrong of ['', text.slice(1), `${text}a`, `${text}\n`, ` ${text}`]) expect(parseApiKey(wrong)).toBeNull();
});

test('the same entropy gives the same key, with its full width', () => {
  const owner = { role: 'lawyer', lawyerId: newId('law') } as const;
  const one = makeApiKey('practice', owner, { ...DETAILS, entropy: Buffer.alloc(41, 7) });
  expect(makeApiKey('practice', owner, { ...DETAILS, entropy: Buffer.alloc(41, 7) }).text).toBe(one.text);
  expect(makeApiKey('practice', owner, { ...DETAILS, entropy: Buffer.alloc(41, 8) }).text).not.toBe(one.text);
  for (const byte of [0, 255])
    expect(makeApiKey('live', owner, { ...DETAILS, entropy: Buffer.alloc(41, byte) }).text).toMatch(FORM);
});

test.describe('a key that', () => {
  const at = DETAILS.at;
  const real = makeApiKey('live', { role: 'admin' }, DETAILS);
  const reasonFor = (text: string, change: Partial<ApiKey> = {}, runKeys: ApiKey[] = []) =>
    authenticate({ find: async () => ({ ...real.key, ...change }) }, runKeys, 'live', text, at).then(
      ({ key }) => key.id,
      (error: unknown) => (error instanceof AppError ? error.code : error),
    );

  test('is right opens', async () => {
    expect(await reasonFor(real.text)).toBe(real.key.id);
    expect(await reasonFor(real.text, { expires: at + 1, lastUsed: at, scopes: [] })).toBe(real.key.id);
  });

  test('is right in id and wrong in secret opens nothing, and is told nothing of the key', async () => {
    const forged = makeApiKey('live', { role: 'admin' }, DETAILS).text;
    expect(await reasonFor(forged)).toBe('unauthorized');
    expect(await reasonFor(forged, { revoked: at - 1 })).toBe('unauthorized');
    expect(await reasonFor(forged, { expires: at - 1 })).toBe('unauthorized');
  });

  test('is revoked or expired says so to who holds it', async () => {
    expect(await reasonFor(real.text, { revoked: at - 1 })).toBe('api_key_revoked');
    expect(await reasonFor(real.text, { expires: at })).toBe('api_key_expired');
    expect(await reasonFor(real.text, { expires: at - 1, revoked: at - 1 })).toBe('api_key_revoked');
  });

  test('is of the other account says so', async () => {
    const practice = makeApiKey('practice', { role: 'admin' }, DETAILS).text;
    expect(await reasonFor(practice)).toBe('api_key_of_other_account');
  });

  test('was rotated works until its end', async () => {
    const replacedBy = makeApiKey('live', { role: 'admin' }, DETAILS).key.id;
    expect(await reasonFor(real.text, { replacedBy, expires: at + 1 })).toBe(real.key.id);
    expect(await reasonFor(real.text, { replacedBy, expires: at })).toBe('api_key_expired');
  });

  test('is of this run needs no row', async () => {
    const store = { find: async () => null };
    expect((await authenticate(store, [real.key], 'live', real.text, at)).key).toBe(real.key);
    await expect(authenticate(store, [], 'live', real.text, at)).rejects.toThrow('unauthorized');
  });
});
