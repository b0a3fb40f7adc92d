import type { Generated } from 'kysely';
import type { AlertId, ClientId, ConversationId, LawyerId, TemplateId } from '../../contract/ids.ts';
import type { AlertCode, Phone } from '../../contract/values.ts';
import type { Millis } from '../../domain/clock.ts';
import type { AliasKind } from '../../domain/stores/client-store.ts';

/** Lawyers, their clients, and what is set up for them. */
export interface PeopleTables {
  lawyers: {
    id: LawyerId;
    name: string;
    email: string;
    phone_number: Phone;
    whatsapp_name: string | null;
    profile_path: string;
    is_active: number;
    created: Millis;
    updated: Millis;
    /** Whether the account that this machine is linked to was seen to be the lawyer's own. */
    account_confirmed: Generated<number>;
  };
  /** JSON of LawyerSettings, as far as they were set. */
  lawyer_settings: { lawyer_id: LawyerId; settings: string; updated: Millis };
  clients: {
    id: ClientId;
    lawyer_id: LawyerId;
    name: string | null;
    phone_number: Phone | null;
    email: string | null;
    created: Millis;
    updated: Millis;
    merged_into: ClientId | null;
    merged: Millis | null;
    /** What a person has noted. */
    notes: string | null;
    /** When a person has removed it: it is empty, and never shown. */
    removed: Millis | null;
    /** Whether the one that it was merged into had no name and took this one's; and so for the others. */
    gave_name: Generated<number>;
    gave_email: Generated<number>;
    gave_notes: Generated<number>;
    /** The name as it is sorted and looked for (see name-key.ts). */
    name_key: string;
  };
  client_aliases: {
    lawyer_id: LawyerId;
    client_id: ClientId;
    kind: AliasKind;
    value: string;
    source: string;
    first_seen: Millis;
    last_seen: Millis;
    /** Whose it was before a merge; null while it never moved, or is back. */
    home_client_id: ClientId | null;
  };
  /** Which number is behind which lid. At most one pair of each has not ended. */
  address_pairs: {
    lawyer_id: LawyerId;
    lid: string;
    phone_number: Phone;
    first_seen: Millis;
    last_seen: Millis;
    ended: Millis | null;
  };
  /** `one` is the lesser of the two ids. */
  clients_kept_apart: { lawyer_id: LawyerId; one: ClientId; other: ClientId; created: Millis };
  lawyer_clients: {
    id: Generated<number>;
    lawyer_id: LawyerId;
    client_id: ClientId;
    conversation_id: ConversationId | null;
    status: 'lead' | 'active' | 'closed' | 'blocked';
    created: Millis;
    updated: Millis;
  };
  templates: {
    id: TemplateId;
    lawyer_id: LawyerId;
    name: string;
    /** JSON: their names. */
    variables: string;
    default_language: string;
    created: Millis;
    updated: Millis;
  };
  /** `place` is the variant's turn among those of its template. */
  template_variants: { template_id: TemplateId; language: string; place: number; content: string };
  alerts: {
    id: AlertId;
    lawyer_id: LawyerId;
    code: AlertCode;
    subject: string | null;
    raised: Millis;
    cleared: Millis | null;
  };
}
