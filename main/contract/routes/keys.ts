import { z } from 'zod';
import { listOf } from '../entities.ts';
import { breaks } from '../faults.ts';
import { KeyId, LawyerId } from '../ids.ts';
import { Key } from '../key.ts';
import { LONGEST_KEY_OVERLAP } from '../limits.ts';
import { Page, type Route } from '../route.ts';
import { Scope } from '../scopes.ts';
import { GivenTime } from '../values.ts';

const OneKey = z.strictObject({ id: KeyId });
const KeyName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(100, 'must be at most 100 characters')
  .refine((text) => !/\p{Cc}/u.test(text), breaks('characters', 'must not contain control characters'))
  .refine((text) => text.isWellFormed(), breaks('characters', 'must be well-formed Unicode'))
  .describe('For people: where it is used.');
const Scopes = z
  .array(Scope)
  .min(1)
  .refine((scopes) => new Set(scopes).size === scopes.length, breaks('twice', 'must not name a scope twice'))
  .nullable()
  .describe('What it is limited to; null: all that its role may do.');
const ExpiresAt = GivenTime.nullable().describe('When it ends by itself; null: never.');

const NewKey = Key.extend({ api_key: z.string() });

/** API keys. A lawyer's key manages the keys of its lawyer, an administrator's all of them. */
export const KEY_ROUTES = {
  createKey: {
    method: 'POST',
    path: '/v1/keys',
    summary:
      "Make an API key, of one's own lawyer or, as an administrator, of the lawyer named or of an administrator; its text is shown once",
    access: 'any',
    fromOutside: false,
    resource: 'keys',
    secret: true,
    body: z.strictObject({
      name: KeyName,
      lawyer_id: LawyerId.optional().describe(
        "Whose key it is, where an administrator makes it; without it the caller's own lawyer's, or an administrator's.",
      ),
      scopes: Scopes.default(null),
      expires_at: ExpiresAt.default(null),
    }),
    status: 201,
    location: '/v1/keys/{id}',
    output: NewKey,
    problems: ['lawyer_not_found', 'scope_not_given'],
  },
  listKeys: {
    method: 'GET',
    path: '/v1/keys',
    summary: 'API keys, the newest first, with those that are revoked or expired; of one lawyer only, if one is named',
    access: 'any',
    fromOutside: false,
    resource: 'keys',
    query: Page.extend({ lawyer_id: LawyerId.optional().describe('Only the keys of this lawyer.') }),
    status: 200,
    output: listOf(Key),
    problems: ['invalid_cursor', 'lawyer_not_found'],
  },
  getOwnKey: {
    method: 'GET',
    path: '/v1/keys/current',
    summary: 'The key that the request was made with; whatever its scopes are, it may read that',
    access: 'any',
    fromOutside: true,
    resource: 'keys',
    anyScope: true,
    status: 200,
    output: Key,
    problems: ['key_not_found'],
  },
  getKey: {
    method: 'GET',
    path: '/v1/keys/{id}',
    summary: 'One API key',
    access: 'any',
    fromOutside: false,
    resource: 'keys',
    params: OneKey,
    status: 200,
    output: Key,
    problems: ['key_not_found'],
  },
  changeKey: {
    method: 'PATCH',
    path: '/v1/keys/{id}',
    summary: 'Rename a key, change its scopes or when it expires; what is left out stays as it is',
    access: 'any',
    fromOutside: false,
    resource: 'keys',
    params: OneKey,
    body: z.strictObject({
      name: KeyName.optional(),
      scopes: Scopes.optional(),
      expires_at: ExpiresAt.optional(),
    }),
    status: 200,
    output: Key,
    problems: ['key_not_found', 'key_not_active', 'scope_not_given'],
  },
  rotateKey: {
    method: 'POST',
    path: '/v1/keys/{id}/rotate',
    summary: 'Make a key that takes the place of this one, which goes on working for as long as they are to overlap',
    access: 'any',
    fromOutside: false,
    resource: 'keys',
    secret: true,
    params: OneKey,
    body: z
      .strictObject({
        overlap_seconds: z
          .number()
          .int()
          .min(0)
          .max(LONGEST_KEY_OVERLAP)
          .default(24 * 60 * 60)
          .describe('For how many seconds the old key works beside the new one.'),
      })
      .prefault({}),
    status: 201,
    location: '/v1/keys/{id}',
    output: NewKey,
    problems: ['key_not_found', 'key_not_active', 'scope_not_given'],
  },
  revokeKey: {
    method: 'DELETE',
    path: '/v1/keys/{id}',
    summary: 'End a key at once; it stays in the list',
    access: 'any',
    fromOutside: false,
    resource: 'keys',
    params: OneKey,
    status: 204,
    output: z.undefined(),
    problems: ['key_not_found'],
  },
} as const satisfies Record<string, Route>;
