import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { makeApiKey, parseApiKey, secretMatches } from '../../../main/domain/api-keys.ts';
import { authenticate } from '../../../main/domain/authenticate.ts';
import { newId } from '../../../main/domain/new-id.ts';

const FORM = /^lx_(live|test)_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/;

test('keys have one form, a random id and secret, and only the secret’s hash is kept', () => {
  const keys = Array.from({ length: 200 }, () => makeApiKey('live', { role: 'admin' }));
  for (const { text, key } of keys) {
    expect(text).toMatch(FORM);
    const parts = parseApiKey('live', text);
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
  const live = makeApiKey('live', { role: 'admin' }).text;
  const practice = makeApiKey('practice', { role: 'admin' }).text;
  expect([live.slice(0, 8), practice.slice(0, 8)]).toEqual(['lx_live_', 'lx_test_']);
  expect(parseApiKey('practice', live)).toBeNull();
  expect(parseApiKey('live', practice)).toBeNull();
  expect(parseApiKey('live', practice.replace('test', 'live'))).toBeNull();
});

test('a typing error anywhere in a key is found by its checksum', () => {
  const { text } = makeApiKey('live', { role: 'admin' });
  for (let i = 0; i < text.length; i++) {
    const other = text[i] === 'a' ? 'b' : 'a';
    expect(parseApiKey('live', text.slice(0, i) + other + text.slice(i + 1)), String(i)).toBeNull();
  }
  for (const wrong of ['', text.slice(1), `${text}a`, `${text}\n`, ` ${text}`])
    expect(parseApiKey('live', wrong)).toBeNull();
});

test('the same entropy gives the same key, with its full width', () => {
  const owner = { role: 'lawyer', lawyerId: newId('law') } as const;
  const one = makeApiKey('practice', owner, Buffer.alloc(41, 7));
  expect(makeApiKey('practice', owner, Buffer.alloc(41, 7)).text).toBe(one.text);
  expect(makeApiKey('practice', owner, Buffer.alloc(41, 8)).text).not.toBe(one.text);
  for (const byte of [0, 255]) expect(makeApiKey('live', owner, Buffer.alloc(41, byte)).text).toMatch(FORM);
});

test('a key that is right in id and wrong in secret opens nothing', async () => {
  const real = makeApiKey('live', { role: 'admin' });
  const forged = makeApiKey('live', { role: 'admin' });
  const store = { find: async () => real.key, insert: async () => {} };
  expect(await authenticate(store, [], 'live', forged.text)).toBeNull();
  expect(await authenticate(store, [], 'live', real.text)).toMatchObject({ role: 'admin', lawyerId: null });
  const empty = { find: async () => null, insert: async () => {} };
  expect(await authenticate(empty, [], 'live', real.text)).toBeNull();
  expect(await authenticate(empty, [real.key], 'live', real.text)).toMatchObject({ keyId: real.key.id });
});
