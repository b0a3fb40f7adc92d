import type { Client } from '../contract/entities.ts';
import type { ClientId, LawyerId } from '../contract/ids.ts';
import type { PageAlias } from '../contract/page-reports.ts';
import { Phone } from '../contract/values.ts';
import { type ChatAddress, parseJid } from './chat-address.ts';
import type { Millis } from './clock.ts';
import { isSameLine, otherForm } from './phone-lines.ts';
import { recordEvent } from './record-event.ts';
import type { AliasKind } from './stores/client-store.ts';
import type { Stores } from './stores.ts';
import { olderFirst, uniteClients } from './unite-clients.ts';

/*
 * Who is who. A person has one lid for ever; a phone number is theirs until somebody else gets it. So
 * 1. two clients become one only on WhatsApp's own word that a number is behind a lid, or that a number resolves to an
 *    address; never because of a name, and never because of a username, which can be given away;
 * 2. WhatsApp's word joins nobody who is known to be two: a number's client that has another lid, or a lid's client that
 *    has another line already. There the number has changed hands: it moves to the lid's client, and each keeps the
 *    messages that were exchanged with them;
 * 3. whom a person has taken apart, only a person puts together again;
 * 4. a pair whose people are not known yet is remembered until one of them is;
 * 5. what a person entered is never rewritten: another form of the number is one more alias.
 */

/**
 * WhatsApp says that the number is behind the lid. True when that was news to clients: who is who may have changed.
 */
export async function learnPair(
  stores: Stores,
  lawyerId: LawyerId,
  { lid, phone }: { lid: string; phone: Phone },
  at: Millis,
): Promise<boolean> {
  if (!(await stores.clients.pair(lawyerId, { lid, phone, at }))) return false;
  const ofLid = await stores.clients.findByAlias(lawyerId, 'lid', lid);
  const ofPhone = await clientOfLine(stores, lawyerId, phone);
  if (!ofLid && !ofPhone) return false;
  if (!ofLid) {
    const owner = ofPhone && (await stores.clients.find(lawyerId, ofPhone));
    if (!owner) return false;
    if (hasOther(owner, 'lid', lid)) await takeNumber(stores, lawyerId, { phone, from: owner.id, to: null }, at);
    else await addAddress(stores, lawyerId, owner.id, { kind: 'lid', value: lid }, at);
  } else if (ofPhone === null || ofPhone === ofLid) {
    await addAddress(stores, lawyerId, ofLid, { kind: 'phone', value: phone }, at);
  } else {
    await settle(stores, lawyerId, { lid, phone, ofLid, ofPhone }, at);
  }
  return true;
}

/** A lid and its number have led to two clients so far. */
async function settle(
  stores: Stores,
  lawyerId: LawyerId,
  { lid, phone, ofLid, ofPhone }: { lid: string; phone: Phone; ofLid: ClientId; ofPhone: ClientId },
  at: Millis,
): Promise<void> {
  if (await stores.clients.areKeptApart(lawyerId, ofLid, ofPhone)) return;
  const byLid = await stores.clients.find(lawyerId, ofLid);
  const byPhone = await stores.clients.find(lawyerId, ofPhone);
  if (!byLid || !byPhone) return;
  if (hasOther(byPhone, 'lid', lid) || hasOtherLine(byLid, phone)) {
    return takeNumber(stores, lawyerId, { phone, from: ofPhone, to: ofLid }, at);
  }
  const { into, from } = olderFirst(ofLid, ofPhone);
  await uniteClients(stores, lawyerId, { from, into }, at);
  // They were found by the number's other form.
  if ((await stores.clients.findByAlias(lawyerId, 'phone', phone)) === null) {
    await addAddress(stores, lawyerId, into, { kind: 'phone', value: phone }, at);
  }
}

/**
 * WhatsApp has resolved a number that somebody entered to the chat with that jid (and lid): an answer will come from
 * there, and must find the same client. Call it with what `resolvePhone` answered.
 */
export async function learnResolved(
  stores: Stores,
  lawyerId: LawyerId,
  { phone, chat, lid }: { phone: Phone; chat: string; lid: string | null },
  at: Millis,
): Promise<void> {
  for (const jid of new Set(lid === null ? [chat] : [chat, lid])) {
    const address = parseJid(jid);
    const entered = await stores.clients.findByAlias(lawyerId, 'phone', phone);
    if (!address || !entered || (address.kind === 'phone' && address.value === phone)) continue;
    const owner = await stores.clients.findByAlias(lawyerId, address.kind, address.value);
    if (owner === entered) continue;
    if (owner === null) {
      const client = await stores.clients.find(lawyerId, entered);
      // A number that resolves to another lid than its client's is somebody else's by now: that is for `learnPair`.
      if (!client || (address.kind === 'lid' && hasOther(client, 'lid', address.value))) continue;
      await addAddress(stores, lawyerId, entered, address, at);
    } else if (await mayBeOne(stores, lawyerId, entered, owner)) {
      await uniteClients(stores, lawyerId, olderFirst(entered, owner), at);
    }
  }
}

/**
 * The same message was read under another address than before: that is one more address of the person it was exchanged
 * with, unless WhatsApp has said whose it is.
 */
export async function learnFromMessage(
  stores: Stores,
  lawyerId: LawyerId,
  clientId: ClientId,
  address: ChatAddress,
  at: Millis,
): Promise<void> {
  const client = await stores.clients.find(lawyerId, clientId);
  if (!client) return;
  const isElsewhere =
    address.kind === 'lid'
      ? hasOther(client, 'lid', address.value) || (await hasOtherPartner(stores, lawyerId, client, address.value))
      : await lidIsAnothers(stores, lawyerId, client, address.value);
  if (!isElsewhere) await addAddress(stores, lawyerId, clientId, address, at);
}

async function hasOtherPartner({ clients }: Stores, lawyerId: LawyerId, client: Client, lid: string): Promise<boolean> {
  const phone = await clients.phoneOfLid(lawyerId, lid);
  return phone !== null && hasOtherLine(client, phone);
}

async function lidIsAnothers({ clients }: Stores, lawyerId: LawyerId, client: Client, phone: Phone): Promise<boolean> {
  const lid = await clients.lidOfPhone(lawyerId, phone);
  return lid !== null && hasOther(client, 'lid', lid);
}

async function mayBeOne(stores: Stores, lawyerId: LawyerId, one: ClientId, other: ClientId): Promise<boolean> {
  if (await stores.clients.areKeptApart(lawyerId, one, other)) return false;
  const first = await stores.clients.find(lawyerId, one);
  const second = await stores.clients.find(lawyerId, other);
  if (!first || !second) return false;
  const lids = [...first.aliases, ...second.aliases].filter(({ kind }) => kind === 'lid');
  return lids.length <= 1;
}

/** Takes in what the page has learnt of one person's addresses. True when who is who may have changed. */
export async function learnAlias(stores: Stores, lawyerId: LawyerId, alias: PageAlias, at: Millis): Promise<boolean> {
  const address = alias.lid === null ? null : parseJid(alias.lid);
  const lid = address?.kind === 'lid' ? address.value : null;
  const phone = (alias.phone === null ? null : Phone.safeParse(`+${alias.phone}`).data) ?? null;
  let isNews = false;
  if (lid !== null && phone !== null) isNews = await learnPair(stores, lawyerId, { lid, phone }, at);
  if (alias.username === null) return isNews;
  const clientId =
    (lid === null ? null : await stores.clients.findByAlias(lawyerId, 'lid', lid)) ??
    (phone === null ? null : await stores.clients.findByAlias(lawyerId, 'phone', phone));
  if (!clientId) return isNews;
  const owner = await stores.clients.findByAlias(lawyerId, 'username', alias.username);
  const named = { lawyerId, kind: 'username', value: alias.username, at } as const;
  if (owner === clientId) return isNews;
  if (owner === null) await stores.clients.addAlias({ ...named, clientId, source: 'whatsapp' });
  else await stores.clients.moveAlias({ ...named, to: clientId });
  await recordEvent(stores, { type: 'client.updated', lawyerId, clientId, at });
  return isNews;
}

/** The client of that number in either of its forms. */
export async function clientOfLine(stores: Stores, lawyerId: LawyerId, phone: Phone): Promise<ClientId | null> {
  const known = await stores.clients.findByAlias(lawyerId, 'phone', phone);
  if (known) return known;
  const other = otherForm(phone);
  return other && stores.clients.findByAlias(lawyerId, 'phone', other);
}

/** One more address of a client: one that was nobody's. */
export async function addAddress(
  stores: Stores,
  lawyerId: LawyerId,
  clientId: ClientId,
  address: ChatAddress,
  at: Millis,
): Promise<void> {
  await stores.clients.addAlias({ lawyerId, clientId, ...address, source: 'whatsapp', at });
  if (address.kind === 'phone') await showNumber(stores, lawyerId, clientId, address.value, at);
}

/** A number was learnt: it is shown where there was none. */
async function showNumber(
  stores: Stores,
  lawyerId: LawyerId,
  clientId: ClientId,
  phone: Phone,
  at: Millis,
): Promise<void> {
  const client = await stores.clients.find(lawyerId, clientId);
  const conversationId = client?.conversation_id ?? null;
  if (client?.phone === null) {
    await stores.clients.setPhone(lawyerId, clientId, phone, at);
    if (conversationId) await stores.conversations.setPhone(lawyerId, conversationId, phone);
    if (conversationId && client.name === null) await stores.conversations.setTitle(lawyerId, conversationId, phone);
  }
  const place = conversationId ? { conversationId } : {};
  await recordEvent(stores, { type: 'client.updated', lawyerId, clientId, ...place, at });
}

/** The number has another owner, who may not be known yet. What was exchanged with the former one stays theirs. */
async function takeNumber(
  stores: Stores,
  lawyerId: LawyerId,
  { phone, from, to }: { phone: Phone; from: ClientId; to: ClientId | null },
  at: Millis,
): Promise<void> {
  await stores.clients.moveAlias({ lawyerId, kind: 'phone', value: phone, to, at });
  await recordEvent(stores, { type: 'client.updated', lawyerId, clientId: from, at });
  if (to) await showNumber(stores, lawyerId, to, phone, at);
}

function hasOther(client: Client, kind: AliasKind, value: string): boolean {
  return client.aliases.some((alias) => alias.kind === kind && alias.value !== value);
}

function hasOtherLine(client: Client, phone: Phone): boolean {
  return client.aliases.some(({ kind, value }) => kind === 'phone' && !isSameLine(Phone.parse(value), phone));
}
