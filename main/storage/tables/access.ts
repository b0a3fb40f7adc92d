import type { ActorRole } from '../../contract/audit.ts';
import type {
  ConversationId,
  GrantId,
  KeyId,
  LawyerId,
  RequestId,
  StaffId,
  StaffSessionId,
} from '../../contract/ids.ts';
import type { KeyRole } from '../../contract/key.ts';
import type { StaffRole } from '../../contract/staff.ts';
import type { Millis } from '../../domain/clock.ts';

/** Who may call, what they were answered, and what they did. */
export interface AccessTables {
  api_keys: {
    id: KeyId;
    name: string;
    role: KeyRole;
    lawyer_id: LawyerId | null;
    /** JSON; null: all that the role may do. */
    scopes: string | null;
    secret_hash: Buffer;
    created: Millis;
    created_by: KeyId | null;
    expires: Millis | null;
    last_used: Millis | null;
    revoked: Millis | null;
    replaced_by: KeyId | null;
  };
  kept_answers: {
    /** A lawyer's id, that of an owner who has signed in, or `admin`. */
    owner: string;
    key_hash: Buffer;
    request_hash: Buffer;
    status: number;
    body: Buffer;
    /** The API key, or the session, that it is sealed with; null: it holds no secret. */
    sealed_by: KeyId | StaffSessionId | null;
    created: Millis;
  };
  staff: {
    id: StaffId;
    name: string;
    email: string;
    password_hash: string;
    role: StaffRole;
    is_active: number;
    created: Millis;
    updated: Millis;
    last_sign_in: Millis | null;
  };
  staff_sessions: {
    id: StaffSessionId;
    staff_id: StaffId;
    secret_hash: Buffer;
    created: Millis;
    expires: Millis;
    last_seen: Millis;
    locked: Millis | null;
    ended: Millis | null;
  };
  grants: {
    id: GrantId;
    lawyer_id: LawyerId;
    staff_id: StaffId;
    reason: string;
    created: Millis;
    expires: Millis;
    revoked: Millis | null;
  };
  grant_conversations: { grant_id: GrantId; conversation_id: ConversationId };
  /** Rows are only ever added; the last one has a seal. Row 0 is the log's beginning. */
  audit_log: {
    number: number;
    at: Millis;
    actor_role: ActorRole;
    actor: string | null;
    key_id: KeyId | null;
    lawyer_id: LawyerId | null;
    action: string;
    /** JSON. */
    subjects: string;
    request_id: RequestId | null;
    address: string | null;
    outcome: string;
    hmac: Buffer;
    seal: Buffer | null;
  };
  /** One row, or none yet. */
  tunnel: { one: 1; is_on: number; settings: string; secrets: string; updated: Millis };
  /** One row: up to which row the log's end was told, and when. */
  audit_told: { number: number; at: Millis };
}
