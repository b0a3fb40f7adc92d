import { expect, test } from '@playwright/test';
import { Kysely } from 'kysely';
import {
  AlertId,
  AttachmentId,
  BrokerId,
  ClientId,
  ConversationId,
  EventId,
  GrantId,
  LawyerId,
  MessageId,
  StaffId,
  StaffSessionId,
  TemplateId,
  WebhookId,
} from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { makeApiKey } from '../../../main/domain/api-keys.ts';
import { createMac } from '../../../main/domain/mac.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { parseNameQuery, parseSearchQuery } from '../../../main/domain/search-query.ts';
import type { MessageFilter } from '../../../main/domain/stores/message-search-store.ts';
import type { Stores } from '../../../main/domain/stores.ts';
import { createStores } from '../../../main/storage/create-stores.ts';
import { encodeCursor } from '../../../main/storage/cursor.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import type { Schema } from '../../../main/storage/schema.ts';
import { createSqliteDialect } from '../../../main/storage/sqlite-dialect.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

const ulid = '01k0000000000000000000000a';
const lawyer = LawyerId.parse(`law_${ulid}`);
const client = ClientId.parse(`cli_${ulid}`);
const conversation = ConversationId.parse(`con_${ulid}`);
const message = MessageId.parse(`msg_${ulid}`);
const attachment = AttachmentId.parse(`att_${ulid}`);
const template = TemplateId.parse(`tpl_${ulid}`);
const person = StaffId.parse(`stf_${ulid}`);
const broker = BrokerId.parse(`brk_${ulid}`);
const grant = GrantId.parse(`grt_${ulid}`);
const session = StaffSessionId.parse(`ses_${ulid}`);
const webhook = WebhookId.parse(`whk_${ulid}`);
const event = EventId.parse(`evt_${ulid}`);
const alert = AlertId.parse(`alr_${ulid}`);
const key = makeApiKey('live', { role: 'admin' }, { name: 'x', at: 0 }).key.id;
const phone = Phone.parse('+4917012345');
const behind = (last: string | number) => ({ limit: 5, cursor: encodeCursor(5, last) });
const first = { limit: 5 };
const EVERYTHING: MessageFilter = {
  ...{ direction: 'inbound', kind: 'image', status: 'received', hasAttachment: true, from: 1, to: 2 },
};

const CLIENT_ORDERS = ['name', 'newest', 'last_message'] as const;
/** Lists of clients read as far as they are shown; what is looked for is looked for in an index alone. */
const CLIENT_LISTS = CLIENT_ORDERS.flatMap((order) => [
  `clients.browse by ${order}`,
  `clients.browse by ${order}, words and status`,
]);

/** Everything that is asked, by name. */
const QUESTIONS: Record<string, (stores: Stores) => Promise<unknown>> = {
  'lawyers.find': ({ lawyers }) => lawyers.find(lawyer),
  'lawyers.list': ({ lawyers }) => lawyers.list(first),
  'lawyers.list, later': ({ lawyers }) => lawyers.list(behind(lawyer)),
  'lawyers.emailTaken': ({ lawyers }) => lawyers.emailTaken('x'),
  'lawyers.phoneTaken': ({ lawyers }) => lawyers.phoneTaken(phone),
  'conversations.countUnread': ({ conversations }) => conversations.countUnread(),
  'audit.list, later': ({ audit }) => audit.list(null, {}, behind('audit')),
  'audit.list of a lawyer, later': ({ audit }) => audit.list(lawyer, {}, behind('audit')),
  'audit.list by time': ({ audit }) => audit.list(null, { since: 1, until: 2 }, first),
  'audit.list by actor': ({ audit }) => audit.list(null, { actor: 'x' }, behind('audit')),
  'audit.list by action': ({ audit }) => audit.list(null, { action: 'x' }, first),
  'audit.list by subject': ({ audit }) => audit.list(null, { subject: 'x' }, first),
  'audit.check': ({ audit }) => audit.check({ number: 5, hmac: store.key }, 5),
  'audit.has': ({ audit }) => audit.has({ number: 5, hmac: store.key }),
  'apiKeys.find': ({ apiKeys }) => apiKeys.find(key),
  'apiKeys.list, later': ({ apiKeys }) => apiKeys.list(null, behind(key)),
  'apiKeys.list of a lawyer, later': ({ apiKeys }) => apiKeys.list(lawyer, behind(key)),
  'clients.find': ({ clients }) => clients.find(lawyer, client),
  'clients.list': ({ clients }) => clients.list(lawyer, first),
  'clients.list, later': ({ clients }) => clients.list(lawyer, behind(client)),
  'clients.list of one status, later': ({ clients }) => clients.list(lawyer, { ...behind(client), status: 'active' }),
  ...Object.fromEntries(
    CLIENT_ORDERS.flatMap((order) => [
      [`clients.browse by ${order}`, ({ clients }: Stores) => clients.browse(lawyer, { words: '', order }, first)],
      [
        `clients.browse by ${order}, words and status`,
        ({ clients }: Stores) => clients.browse(lawyer, { words: '12345', order, status: 'active' }, first),
      ],
    ]),
  ),
  'clients.browse by name, later': ({ clients }) =>
    clients.browse(lawyer, { words: '', order: 'name' }, behind(`${client} x`)),
  'clients.browse by age, later': ({ clients }) =>
    clients.browse(lawyer, { words: '', order: 'newest' }, behind(client)),
  'clients.browse by activity, later': ({ clients }) =>
    clients.browse(lawyer, { words: '', order: 'last_message' }, behind(conversation)),
  'attachments.bytesIn': ({ attachments }) => attachments.bytesIn(lawyer, conversation),
  'clients.statusIn': ({ clients }) => clients.statusIn(lawyer, conversation),
  'clients.isPhoneUsed': ({ clients }) => clients.isPhoneUsed(lawyer, conversation, phone, ['x@c.us']),
  'assignments.list': ({ assignments }) => assignments.list(lawyer, client),
  'outbox.waitingFor': ({ outbox }) => outbox.waitingFor(lawyer, conversation),
  'clients.findByAlias': ({ clients }) => clients.findByAlias(lawyer, 'phone', phone),
  'clients.phoneOfLid': ({ clients }) => clients.phoneOfLid(lawyer, 'x'),
  'clients.lidOfPhone': ({ clients }) => clients.lidOfPhone(lawyer, phone),
  'clients.areKeptApart': ({ clients }) => clients.areKeptApart(lawyer, client, client),
  'conversations.find': ({ conversations }) => conversations.find(lawyer, conversation),
  'conversations.list': ({ conversations }) => conversations.list(lawyer, first),
  'conversations.list of what is unread': ({ conversations }) => conversations.list(lawyer, first, { isUnread: true }),
  'conversations.list since then, later': ({ conversations }) =>
    conversations.list(lawyer, behind(conversation), { updatedAfter: 5 }),
  'conversations.list, later': ({ conversations }) => conversations.list(lawyer, behind(conversation)),
  'conversations.findByPhone': ({ conversations }) => conversations.findByPhone(lawyer, phone),
  'conversations.findByClient': ({ conversations }) => conversations.findByClient(lawyer, client),
  'conversations.clientOf': ({ conversations }) => conversations.clientOf(lawyer, conversation),
  'messages.find': ({ messages }) => messages.find(lawyer, message),
  'messages.list': ({ messages }) => messages.list(lawyer, conversation, first),
  'messages.list, later': ({ messages }) => messages.list(lawyer, conversation, behind(5)),
  'messages.listPart, older': ({ messages }) =>
    messages.listPart(lawyer, conversation, { direction: 'older', ...behind('older 5') }),
  'messages.listPart, newer': ({ messages }) =>
    messages.listPart(lawyer, conversation, { direction: 'newer', ...behind('newer 5') }),
  'messages.listPart, around': ({ messages }) => messages.listPart(lawyer, conversation, { around: message, limit: 5 }),
  'messages.listFiles': ({ messages }) => messages.listFiles(lawyer, conversation, ['image', 'video'], first),
  'messages.listFiles, later': ({ messages }) => messages.listFiles(lawyer, conversation, ['document'], behind(5)),
  'messages.listWithLinks': ({ messages }) => messages.listWithLinks(lawyer, conversation, first),
  'messages.listWithLinks, later': ({ messages }) => messages.listWithLinks(lawyer, conversation, behind(5)),
  'messageSearch.list': ({ messageSearch }) => messageSearch.list(lawyer, {}, first),
  'messageSearch.list, later': ({ messageSearch }) => messageSearch.list(lawyer, {}, behind('all')),
  'messageSearch.list, with every condition': ({ messageSearch }) =>
    messageSearch.list(lawyer, EVERYTHING, behind('all')),
  'messageSearch.list of a chat': ({ messageSearch }) =>
    messageSearch.list(lawyer, { ...EVERYTHING, conversationId: conversation }, behind(5)),
  'messageSearch.search': ({ messageSearch }) => messageSearch.search(lawyer, parseSearchQuery('a -b'), {}, first),
  'messageSearch.search, later, with every condition': ({ messageSearch }) =>
    messageSearch.search(
      lawyer,
      parseSearchQuery('a "b c" vertr'),
      { ...EVERYTHING, conversationId: conversation },
      behind('search'),
    ),
  'messageSearch.chatsCalled': ({ messageSearch }) => messageSearch.chatsCalled(lawyer, parseNameQuery('a b'), 5),
  'messageSearch.chatsNumbered': ({ messageSearch }) => messageSearch.chatsNumbered(lawyer, '151', 5),
  'messageSearch.backlog': ({ messageSearch }) => messageSearch.backlog(),
  'messageSearch.hasNew': ({ messageSearch }) => messageSearch.hasNew(),
  'messages.findKnown': ({ messages }) => messages.findKnown(lawyer, message),
  'messages.allByWhatsAppId': ({ messages }) => messages.allByWhatsAppId(lawyer, 'inbound', 'x'),
  'messages.inBoth': ({ messages }) => messages.inBoth(lawyer, conversation, conversation),
  'messages.openSince': ({ messages }) => messages.openSince(lawyer, 5, 5),
  'messages.heldReactions': ({ messages }) => messages.heldReactions(lawyer, 'inbound', 'x'),
  'messages.heldReactionsIn': ({ messages }) => messages.heldReactionsIn(lawyer, ['x@c.us']),
  'messages.versions': ({ messages }) => messages.versions(lawyer, message),
  'messages.times': ({ messages }) => messages.times(lawyer, [message, message]),
  'messages.inboundFromEnd': ({ messages }) => messages.inboundFromEnd(lawyer, conversation, 5),
  'messages.lastInbound': ({ messages }) => messages.lastInbound(lawyer, conversation),
  'messages.firstContacts': ({ messages }) => messages.firstContacts(lawyer, 5),
  'messages.hasEarlier': ({ messages }) => messages.hasEarlier(lawyer, conversation, message),
  'attachments.find': ({ attachments }) => attachments.find(lawyer, attachment),
  'attachments.holder': ({ attachments }) => attachments.holder(lawyer, attachment),
  'attachments.ofMessage': ({ attachments }) => attachments.ofMessage(lawyer, message),
  'attachments.next': ({ attachments }) => attachments.next(lawyer, 5),
  'attachments.nextDue': ({ attachments }) => attachments.nextDue(lawyer, 5),
  'attachments.waiting': ({ attachments }) => attachments.waiting(lawyer),
  'attachments.hasGivenUp': ({ attachments }) => attachments.hasGivenUp(lawyer, 5),
  'attachments.isUsed': ({ attachments }) => attachments.isUsed('a'.repeat(64)),
  'attachments.thumbnailOf': ({ attachments }) => attachments.thumbnailOf(lawyer, attachment),
  'webhooks.list': ({ webhooks }) => webhooks.list(lawyer, first),
  'webhooks.list, later': ({ webhooks }) => webhooks.list(lawyer, behind(webhook)),
  'webhooks.find': ({ webhooks }) => webhooks.find(lawyer, webhook),
  'webhooks.wanting': ({ webhooks }) => webhooks.wanting(lawyer, 'message.received'),
  'webhookQueue.due': ({ webhookQueue }) =>
    webhookQueue.due(5, { deliveries: new Set([1]), webhooks: new Set([webhook]) }, 5),
  'webhookQueue.nextDue': ({ webhookQueue }) => webhookQueue.nextDue(5, new Set([webhook])),
  'webhookQueue.beginAttempts': ({ webhookQueue }) => webhookQueue.beginAttempts([5], 5),
  'webhookQueue.cutOff': ({ webhookQueue }) => webhookQueue.cutOff(5),
  'webhookQueue.gather': ({ webhookQueue }) => webhookQueue.gather(5, newId('bat', 5), 20),
  'webhookQueue.members': ({ webhookQueue }) => webhookQueue.members(5),
  'webhookQueue.release': ({ webhookQueue }) => webhookQueue.release(webhook, 5),
  'webhookQueue.removeEnded': ({ webhookQueue }) => webhookQueue.removeEnded(5, 5, 5),
  'webhookQueue.removeOf': ({ webhookQueue }) => webhookQueue.removeOf(webhook, 5),
  'webhooks.target': ({ webhooks }) => webhooks.target(lawyer, webhook, 5),
  'webhooks.failingSince': ({ webhooks }) => webhooks.failingSince(webhook),
  'webhooks.stop': ({ webhooks }) => webhooks.stop(webhook, 'paused', null, 5),
  'webhooks.catchUp': ({ webhooks }) => webhooks.catchUp(webhook, null, false, 5),
  'webhooks.catchingUp': ({ webhooks }) => webhooks.catchingUp(),
  'deliveries.list': ({ deliveries }) => deliveries.list(webhook, first),
  'deliveries.list of one status, later': ({ deliveries }) => deliveries.list(webhook, behind('deliveries'), 'failed'),
  'deliveries.find': ({ deliveries }) => deliveries.find(webhook, event),
  'deliveries.waiting': ({ deliveries }) => deliveries.waiting(webhook),
  'deliveries.ofEvent': ({ deliveries }) => deliveries.ofEvent(lawyer, event),
  'deliveries.redeliver': ({ deliveries }) => deliveries.redeliver(webhook, event, 5),
  'events.newestBefore': ({ events }) => events.newestBefore(lawyer, 5, 5),
  'events.before': ({ events }) => events.before(lawyer, 5, 5),
  'events.after': ({ events }) => events.after(lawyer, 5, 5),
  'events.find': ({ events }) => events.find(lawyer, event),
  'events.newest': ({ events }) => events.newest(lawyer),
  'events.removedUpTo': ({ events }) => events.removedUpTo(lawyer),
  'outbox.next': ({ outbox }) => outbox.next(lawyer, 5, [conversation]),
  'outbox.nextDue': ({ outbox }) => outbox.nextDue(lawyer, 5),
  'outbox.find': ({ outbox }) => outbox.find(lawyer, 5),
  'outbox.findSend': ({ outbox }) => outbox.findSend(lawyer, message),
  'outbox.sending': ({ outbox }) => outbox.sending(lawyer),
  'outbox.list': ({ outbox }) => outbox.list(lawyer, first),
  'outbox.list, later': ({ outbox }) => outbox.list(lawyer, behind('outbox')),
  'brokers.find': ({ brokers }) => brokers.find(broker),
  'brokers.list, later': ({ brokers }) => brokers.list(behind(broker)),
  'brokers.all': ({ brokers }) => brokers.all(),
  'brokers.moveCursor': ({ brokers }) => brokers.moveCursor({ id: broker, revision: 0 }, 5),
  'brokers.failing': ({ brokers }) => brokers.failing(lawyer),
  'brokers.behind': ({ brokers }) => brokers.behind(lawyer, 5, 5),
  'webhookQueue.waitingOf': ({ webhookQueue }) => webhookQueue.waitingOf(lawyer),
  'health.peaks': ({ health }) => health.peaks({ from: 5, until: 9 }, 2),
  'health.thin': ({ health }) => health.thin(5),
  'health.removeOlderThan': ({ health }) => health.removeOlderThan(5),
  'health.lastGood': ({ health }) => health.lastGood(lawyer),
  'webhookQueue.failing': ({ webhookQueue }) => webhookQueue.failing(lawyer),
  'outbox.countByState': ({ outbox }) => outbox.countByState(lawyer),
  'outbox.oldest': ({ outbox }) => outbox.oldest(lawyer),
  'outbox.count': ({ outbox }) => outbox.count(lawyer),
  'histories.get': ({ histories }) => histories.get(lawyer, 'x@c.us'),
  'histories.ofConversation': ({ histories }) => histories.ofConversation(lawyer, conversation),
  'histories.chatsOf': ({ histories }) => histories.chatsOf(lawyer, conversation),
  'alerts.open': ({ alerts }) => alerts.open(lawyer),
  'alerts.open of all': ({ alerts }) => alerts.open(null),
  'alerts.list': ({ alerts }) => alerts.list(lawyer, first),
  'alerts.list, later': ({ alerts }) => alerts.list(lawyer, behind(alert)),
  'alerts.list of all': ({ alerts }) => alerts.list(null, first),
  'alerts.list of all, later': ({ alerts }) => alerts.list(null, behind(alert)),
  'lawyerSettings.get': ({ lawyerSettings }) => lawyerSettings.get(lawyer),
  'templates.find': ({ templates }) => templates.find(lawyer, template),
  'templates.findByName': ({ templates }) => templates.findByName(lawyer, 'x'),
  'templates.list, later': ({ templates }) => templates.list(lawyer, behind(template)),
  'stats.chatsSince': ({ stats }) => stats.chatsSince(lawyer, 5),
  'stats.counts': ({ stats }) => stats.counts(lawyer, [conversation], { from: 5, until: 9 }),
  'stats.turns': ({ stats }) => stats.turns(lawyer, [conversation], { from: 5, until: 9 }),
  'stats.newClients': ({ stats }) => stats.newClients(lawyer, { from: 5, until: 9 }),
  'stats.openConversations': ({ stats }) => stats.openConversations(lawyer),
  'staff.find': ({ staff }) => staff.find(person),
  'staff.findByEmail': ({ staff }) => staff.findByEmail('x'),
  'staff.list, later': ({ staff }) => staff.list(behind(person)),
  'staffSessions.find': ({ staffSessions }) => staffSessions.find(session),
  'staffSessions.list, later': ({ staffSessions }) => staffSessions.list(null, behind(session)),
  'staffSessions.list of one, later': ({ staffSessions }) => staffSessions.list(person, behind(session)),
  'staffSessions.endAll': ({ staffSessions }) => staffSessions.endAll(person, 5),
  'staffSessions.endAll but one': ({ staffSessions }) => staffSessions.endAll(person, 5, session),
  'staffSessions.removeOlderThan': ({ staffSessions }) => staffSessions.removeOlderThan(5, 5),
  'grants.find of a lawyer': ({ grants }) => grants.find({ lawyerId: lawyer }, grant),
  'grants.list of a lawyer, later': ({ grants }) => grants.list({ lawyerId: lawyer }, behind(grant)),
  'grants.list of a person, later': ({ grants }) => grants.list({ staffId: person }, behind(grant)),
  'grants.revoke': ({ grants }) => grants.revoke(lawyer, grant, 5),
  'grants.revokeAll': ({ grants }) => grants.revokeAll(person, 5),
  'grants.revokeHolding': ({ grants }) => grants.revokeHolding(lawyer, [conversation, conversation], 5),
  'grants.openTo': ({ grants }) => grants.openTo(person, 5),
  'conversations.listAmong': ({ conversations }) => conversations.listAmong([conversation], behind(conversation)),
  'conversations.listAmong, what is unread': ({ conversations }) =>
    conversations.listAmong([conversation], first, { isUnread: true }),
  'drafts.list': ({ drafts }) => drafts.list(lawyer, 5),
  'drafts.find': ({ drafts }) => drafts.find(lawyer, phone),
  'drafts.places': ({ drafts }) => drafts.places(lawyer, 5),
  'idempotency.find': ({ idempotency }) => idempotency.find('x', Buffer.from('x')),
};

/** Whole tables that a question is about, and that are small or end with the page: each endpoint in turn, what is open. */
const READS_ALL: Record<string, RegExp> = {
  'messageSearch.backlog': /^SCAN search_backlog$/,
  'messageSearch.hasNew': /^SCAN (search_queue|search_names USING INDEX search_names_to_index)$/,
  'lawyers.list': /^SCAN lawyers USING INDEX sqlite_autoindex_lawyers_1$/,
  'conversations.countUnread': /^SCAN l$/,
  'alerts.list of all': /^SCAN alerts USING INDEX sqlite_autoindex_alerts_1$/,
  'webhookQueue.due': /^SCAN w$/,
  'webhookQueue.nextDue': /^SCAN w$/,
  'webhookQueue.cutOff': /^SCAN webhook_under_way$/,
  'webhooks.catchingUp': /^SCAN webhooks USING INDEX sqlite_autoindex_webhooks_1$/,
  'brokers.all': /^SCAN brokers USING INDEX sqlite_autoindex_brokers_1$/,
  'alerts.open of all': /^SCAN alerts USING INDEX alerts_open_by_age$/,
};

/** What is asked of all that one lawyer or one conversation has; it ends with the page, or counts few. */
const READS_ALL_OF_ONE: readonly string[] = [
  'clients.list',
  ...CLIENT_LISTS,
  'clients.browse by activity, later',
  'attachments.bytesIn',
  'clients.isPhoneUsed',
  'outbox.waitingFor',
  'clients.areKeptApart',
  'conversations.countUnread',
  'conversations.list',
  'conversations.list of what is unread',
  'messageSearch.chatsNumbered',
  'messages.list',
  'messages.listWithLinks',
  'messages.inBoth',
  'messages.inboundFromEnd',
  'messages.lastInbound',
  'messages.heldReactionsIn',
  'attachments.next',
  'attachments.waiting',
  'webhooks.list',
  'webhooks.wanting',
  'deliveries.ofEvent',
  'webhooks.stop',
  'webhooks.catchUp',
  'events.newest',
  'events.removedUpTo',
  'outbox.list',
  'stats.openConversations',
  'outbox.next',
  'outbox.count',
  'webhookQueue.failing',
  'webhookQueue.waitingOf',
  'health.lastGood',
  'brokers.failing',
  'outbox.countByState',
  'outbox.oldest',
  'outbox.sending',
  'alerts.open',
  'alerts.list',
  'lawyerSettings.get',
  'grants.revokeHolding',
  'drafts.list',
  'drafts.places',
];

/** Lists that come from an index in their order, so that a page costs the same however long the list is. */
const NEVER_SORTED: readonly string[] = [
  ...CLIENT_LISTS,
  'clients.browse by name, later',
  'clients.browse by age, later',
  'clients.browse by activity, later',
  'lawyers.list',
  'lawyers.list, later',
  'brokers.list, later',
  'staff.list, later',
  'staffSessions.list, later',
  'staffSessions.list of one, later',
  'audit.list, later',
  'audit.list of a lawyer, later',
  'audit.list by time',
  'audit.list by actor',
  'audit.list by action',
  'clients.findByAlias',
  'conversations.list of what is unread',
  'conversations.list since then, later',
  'conversations.list',
  'conversations.list, later',
  'messages.openSince',
  'messages.inboundFromEnd',
  'messages.lastInbound',
  'attachments.next',
  'events.after',
  'events.newestBefore',
  'events.before',
  'deliveries.list',
  'deliveries.list of one status, later',
  'outbox.next',
  'outbox.list, later',
  'alerts.list',
  'alerts.list of all, later',
];

/** Walks through all messages of a lawyer, of a chat or with a word: what else is asked for a page may sort its few rows. */
const WALKS: Record<string, RegExp> = {
  'messages.listPart, older': /^SEARCH m USING INDEX messages_by_time \(conversation_id=\? AND \(/,
  'messages.listPart, newer': /^SEARCH m USING INDEX messages_by_time \(conversation_id=\? AND \(/,
  'messages.listFiles': /^SEARCH m USING INDEX messages_with_files \(conversation_id=\? AND kind=\?\)$/,
  'messages.listFiles, later':
    /^SEARCH m USING INDEX messages_with_files \(conversation_id=\? AND kind=\? AND \(sending_date,message_index\)<\(\?,\?\)\)$/,
  'messages.listWithLinks': /^SEARCH m USING INDEX messages_with_links \(conversation_id=\?\)$/,
  'messages.listWithLinks, later':
    /^SEARCH m USING INDEX messages_with_links \(conversation_id=\? AND \(sending_date,message_index\)<\(\?,\?\)\)$/,
  'messageSearch.list': /^SEARCH o USING INDEX message_order_of_lawyer \(lawyer_id=\? AND place>\? AND place<\?\)/,
  'messageSearch.list, later':
    /^SEARCH o USING INDEX message_order_of_lawyer \(lawyer_id=\? AND place>\? AND place<\?\)/,
  'messageSearch.list, with every condition':
    /^SEARCH o USING INDEX message_order_of_lawyer \(lawyer_id=\? AND place>\? AND place<\?\)/,
  'messageSearch.list of a chat': /^SEARCH m USING INDEX messages_by_time \(conversation_id=\? AND /,
  // Of an FTS5 table: by its words, up to a place, in descending order.
  'messageSearch.search': /^SCAN message_words VIRTUAL TABLE INDEX 192:M4<>$/,
  'messageSearch.search, later, with every condition': /^SCAN message_words VIRTUAL TABLE INDEX 192:M4<>$/,
};

/** A connection whose statements are noted with SQLite's plan for each. */
function openWatched(): {
  stores: Stores;
  plans(): string[];
  plansOfEach(): string[][];
  forget(): void;
  close(): void;
} {
  const sqlite = openSqlite(store.file, store.key);
  const texts = new Set<string>();
  const prepare = sqlite.prepare.bind(sqlite);
  sqlite.prepare = (text: string) => {
    texts.add(text);
    return prepare(text);
  };
  const db = new Kysely<Schema>({ dialect: createSqliteDialect({ choose: () => sqlite, check() {} }) });
  const plansOfEach = () =>
    [...texts].map((text) => {
      const values = Array(text.split('?').length - 1).fill(null);
      const steps = prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values) as { detail: string }[];
      return steps.map(({ detail }) => detail);
    });
  return {
    stores: createStores(db, createMac(store.key), () => {}),
    plansOfEach,
    plans: () => plansOfEach().flat(),
    forget: () => texts.clear(),
    close: () => sqlite.close(),
  };
}

/** Steps that go through all rows of a table. Those over given values, and over what the query itself has made, do not. */
function scansOf(plan: readonly string[]): string[] {
  return plan.filter(
    (step) =>
      /^SCAN/.test(step) &&
      !/^SCAN (json_each|tree|path|moving|newest|hit|CONSTANT ROW|\d+-ROW|\(subquery)/.test(step) &&
      // An FTS5 table is looked into by its words.
      !/^SCAN \w+_words VIRTUAL TABLE INDEX \d+:M\d/.test(step),
  );
}

for (const [name, ask] of Object.entries(QUESTIONS)) {
  test(`${name} finds what is asked for by an index`, async () => {
    const watched = openWatched();
    await ask(watched.stores);
    const plans = watched.plansOfEach();
    watched.close();
    const plan = plans.flat();
    expect(plan.length).toBeGreaterThan(0);
    const shown = plan.join('\n');
    expect(
      scansOf(plan).filter((step) => !READS_ALL[name]?.test(step)),
      shown,
    ).toEqual([]);
    expect(
      plan.filter((step) => step.includes('AUTOMATIC')),
      shown,
    ).toEqual([]);
    const wide = plan.filter((step) => /^SEARCH .*\((lawyer_id|conversation_id)=\?\)( LEFT-JOIN)?$/.test(step));
    if (!READS_ALL_OF_ONE.includes(name)) {
      // There is one link to a conversation, and its newest message is the first of the index.
      expect(
        wide.filter((step) => !/lawyer_clients_by_conversation|^SEARCH last /.test(step)),
        shown,
      ).toEqual([]);
    }
    if (NEVER_SORTED.includes(name)) expect(shown).not.toContain('TEMP B-TREE FOR ORDER BY');
    const walk = WALKS[name];
    if (!walk) return;
    const walks = plans.filter((steps) => steps.some((step) => walk.test(step)));
    expect(walks.length, shown).toBeGreaterThan(0);
    expect(walks.flat().join('\n')).not.toContain('TEMP B-TREE');
  });
}

test('a quoted message is looked up by its id', async () => {
  const watched = openWatched();
  await watched.stores.messages.list(lawyer, conversation, first);
  expect(watched.plans()).toContain('SEARCH q USING INDEX messages_by_whatsapp_id (lawyer_id=? AND whatsapp_id=?)');
  expect(watched.plans()).toContain('SEARCH m USING INDEX messages_by_time (conversation_id=?)');
  watched.close();
});

test('clients are merged and taken apart without reading through other ones', async () => {
  const watched = openWatched();
  const { stores } = watched;
  const at = 5;
  await stores.lawyers.insert({ id: lawyer, name: 'L', email: 'l@example.org', phone, at });
  const [from, into] = ['a', 'b'].map((end) => ({
    client: ClientId.parse(`cli_${ulid.slice(0, -1)}${end}`),
    id: ConversationId.parse(`con_${ulid.slice(0, -1)}${end}`),
  }));
  if (!from || !into) throw new Error('there are two');
  for (const { client: clientId, id } of [from, into]) {
    await stores.clients.insert({ id: clientId, lawyerId: lawyer, name: null, phone: null, at });
    await stores.conversations.insert({ id, lawyerId: lawyer, clientId, phone: null, title: 'T', at });
  }
  watched.forget();
  await stores.clients.mergeInto(lawyer, from.client, into.client, at);
  await stores.conversations.mergeInto(lawyer, from.id, into.id, at);
  await stores.clients.unmerge(lawyer, from.client, into.client, at);
  await stores.conversations.unmerge(lawyer, from.id, into.id, ['x@c.us'], at);
  const plan = watched.plans();
  watched.close();
  expect(plan.length).toBeGreaterThan(20);
  expect(scansOf(plan), plan.join('\n')).toEqual([]);
});
