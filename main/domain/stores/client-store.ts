import type { ClientStatus } from '../../contract/assignment.ts';
import type { ClientOrder, ClientRow } from '../../contract/client-rows.ts';
import type { Client } from '../../contract/entities.ts';
import type { ClientId, ConversationId, LawyerId } from '../../contract/ids.ts';
import type { Phone } from '../../contract/values.ts';
import type { Millis } from '../clock.ts';
import type { Paged, PageRequest } from './page-request.ts';

export type AliasKind = 'phone' | 'lid' | 'username';

export interface ClientSearch {
  words: string;
  status?: ClientStatus | undefined;
  order: ClientOrder;
}

export interface ClientStore {
  insert(client: {
    id: ClientId;
    lawyerId: LawyerId;
    name: string | null;
    phone: Phone | null;
    at: Millis;
  }): Promise<void>;
  findByAlias(lawyerId: LawyerId, kind: AliasKind, value: string): Promise<ClientId | null>;
  /** Adds the alias, or notes that it was seen again. */
  addAlias(alias: {
    lawyerId: LawyerId;
    clientId: ClientId;
    kind: AliasKind;
    value: string;
    source: string;
    at: Millis;
  }): Promise<void>;
  /** Keeps a name learnt from WhatsApp where there was none; true if it did. */
  nameIfUnnamed(lawyerId: LawyerId, id: ClientId, name: string, at: Millis): Promise<boolean>;
  setPhone(lawyerId: LawyerId, id: ClientId, phone: Phone, at: Millis): Promise<void>;
  find(lawyerId: LawyerId, id: ClientId): Promise<Client | null>;
  list(lawyerId: LawyerId, page: PageRequest & { status?: ClientStatus | undefined }): Promise<Paged<Client>>;
  /**
   * Those whose name (however it is written), email or number contains `words`, as rows of a list; all, when it is empty.
   * One that is made, named or written with meanwhile comes in its place, and moves no other.
   */
  browse(lawyerId: LawyerId, search: ClientSearch, page: PageRequest): Promise<Paged<ClientRow>>;
  /** What a person has noted; what is left out stays as it is. */
  update(
    lawyerId: LawyerId,
    id: ClientId,
    change: { name?: string | null | undefined; email?: string | null | undefined; notes?: string | null | undefined },
    at: Millis,
  ): Promise<void>;
  setStatus(lawyerId: LawyerId, id: ClientId, status: ClientStatus, at: Millis): Promise<void>;
  /** Empties a client with whom nothing was exchanged, and shows it no more; assignments end. */
  remove(lawyerId: LawyerId, id: ClientId, at: Millis): Promise<void>;
  /** Of the client that the conversation is held with; null for a group. */
  statusIn(lawyerId: LawyerId, id: ConversationId): Promise<ClientStatus | null>;
  /** Whether something was exchanged in one of the number's chats (`jids`), or waits to be sent to it. */
  isPhoneUsed(lawyerId: LawyerId, id: ConversationId, phone: string, jids: readonly string[]): Promise<boolean>;
  /**
   * `from` becomes a part of `into`: its aliases move, and what is needed to take it apart again is kept. It can be
   * found under its own id no more.
   */
  mergeInto(lawyerId: LawyerId, from: ClientId, into: ClientId, at: Millis): Promise<void>;
  /**
   * WhatsApp says that the alias is another one's now, or (`to` null) somebody's whom we do not know yet. The former
   * owner, and its conversation, are shown without that number.
   */
  moveAlias(alias: {
    lawyerId: LawyerId;
    kind: AliasKind;
    value: string;
    to: ClientId | null;
    at: Millis;
  }): Promise<void>;
  /**
   * WhatsApp's own word that this number is behind this lid. Each of them has one partner at a time: an earlier pair of
   * either is kept as one that has ended. False when it was the present one already.
   */
  pair(lawyerId: LawyerId, pair: { lid: string; phone: Phone; at: Millis }): Promise<boolean>;
  /** The present pairs that contain the lid or the number: the client need not be known. */
  phoneOfLid(lawyerId: LawyerId, lid: string): Promise<Phone | null>;
  lidOfPhone(lawyerId: LawyerId, phone: Phone): Promise<string | null>;
  /** A person has taken these two apart: from then on only a person puts them together. Their order does not matter. */
  keepApart(lawyerId: LawyerId, one: ClientId, other: ClientId, at: Millis): Promise<void>;
  areKeptApart(lawyerId: LawyerId, one: ClientId, other: ClientId): Promise<boolean>;
  /** Undoes the merge of `from` into `into`; answers with the aliases that went back. Null: there is no such merge. */
  unmerge(
    lawyerId: LawyerId,
    from: ClientId,
    into: ClientId,
    at: Millis,
  ): Promise<{ kind: AliasKind; value: string }[] | null>;
}
