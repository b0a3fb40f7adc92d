import type { KeyId } from '../../../../main/contract/ids.ts';
import type { KEY_CALLS } from '../../../../main/contract/ipc/keys.ts';
import type { REFERENCE_CALLS } from '../../../../main/contract/ipc/reference.ts';
import type { Key } from '../../../../main/contract/key.ts';
import type { AnswersOf } from './answers-of.ts';
import { ago, madeSoFar } from './fake-id.ts';
import { FakeProblem } from './problem.ts';

const SECRET = '7Rk2vQ9mZt4XcN8bW1sLpYdF6hGjKa3uEoVi5TqMxBr1zAbCd';

/** The lawyers' API keys, the newest first; none at first. */
export class FakeKeys {
  #all: Key[] = [];
  #made = 0;

  add(lawyerId: string, change: Partial<Key> = {}): Key {
    this.#made += 1;
    const key: Key = {
      id: `k${madeSoFar()}x${this.#made}`.padEnd(12, 'A').slice(0, 12) as KeyId,
      ...{ name: 'Directory', role: 'lawyer', lawyer_id: lawyerId as Key['lawyer_id'], scopes: null },
      ...{ created_at: ago(0), created_by: null, expires_at: null, last_used_at: null },
      ...{ revoked_at: null, replaced_by: null },
      ...change,
    };
    this.#all.unshift(key);
    return key;
  }

  /** One that works, one with few rights that has ended, and one whose name a stranger could have written. */
  addTo(lawyerId: string): void {
    this.add(lawyerId, { name: '<b>Old</b> \u202Eyrotcerid', created_at: ago(90_000), revoked_at: ago(30_000) });
    const scopes: Key['scopes'] = ['events:read', 'messages:read'];
    this.add(lawyerId, { name: 'Reports', scopes, created_at: ago(50_000), expires_at: ago(6_000) });
    this.add(lawyerId, { name: 'Directory, production', created_at: ago(20_000), last_used_at: ago(3) });
  }

  #find(lawyerId: string, id: string): Key {
    const key = this.#all.find((one) => one.id === id && one.lawyer_id === lawyerId);
    if (!key) throw new FakeProblem('key_not_found');
    return key;
  }

  readonly answers: AnswersOf<typeof KEY_CALLS & typeof REFERENCE_CALLS> = {
    'keys.list': ({ lawyer_id }) => ({
      data: this.#all.filter((key) => key.lawyer_id === lawyer_id),
      next_cursor: null,
    }),
    'keys.create': ({ lawyer_id, name, scopes, expires_at }) => {
      const key = this.add(lawyer_id, { name, scopes, expires_at });
      return { ...key, api_key: `lx_test_${key.id}_${SECRET}` };
    },
    'keys.rotate': ({ lawyer_id, id, overlap_seconds }) => {
      const old = this.#find(lawyer_id, id);
      const key = this.add(lawyer_id, { name: old.name, scopes: old.scopes });
      old.replaced_by = key.id;
      old.expires_at = ago(-overlap_seconds / 60);
      return { ...key, api_key: `lx_test_${key.id}_${SECRET}` };
    },
    'reference.show': ({ lawyer_id }) => {
      this.add(lawyer_id, { name: 'API reference', expires_at: ago(-60) });
      return undefined;
    },
    'keys.revoke': ({ lawyer_id, id }) => {
      this.#find(lawyer_id, id).revoked_at = ago(0);
      return undefined;
    },
  };
}
