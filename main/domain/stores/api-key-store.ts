import type { KeyId, LawyerId } from '../../contract/ids.ts';
import type { ApiKey } from '../api-keys.ts';
import type { Paged, PageRequest } from './page-request.ts';

type Changeable = Pick<ApiKey, 'name' | 'scopes' | 'expires' | 'revoked' | 'replacedBy' | 'lastUsed'>;
export type ApiKeyChange = { [Part in keyof Changeable]?: Changeable[Part] | undefined };

export interface ApiKeyStore {
  /** A key that is there already stays as it is. */
  insert(key: ApiKey): Promise<void>;
  find(id: KeyId): Promise<ApiKey | null>;
  /** Of that lawyer, or all of them; the newest first. */
  list(lawyerId: LawyerId | null, page: PageRequest): Promise<Paged<ApiKey>>;
  /** What is left out, or undefined, stays as it is. */
  update(id: KeyId, change: ApiKeyChange): Promise<void>;
}
