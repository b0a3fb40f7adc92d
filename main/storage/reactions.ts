import { type Kysely, type Selectable, sql } from 'kysely';
import type { Reaction } from '../contract/entities.ts';
import type { LawyerId, MessageId } from '../contract/ids.ts';
import type { MessageDirection } from '../contract/values.ts';
import type { HeldReaction, MessageStore } from '../domain/stores/message-store.ts';
import { listOf } from './list-of.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

type Methods = 'react' | 'holdReaction' | 'heldReactions' | 'heldReactionsIn' | 'dropHeldReaction' | 'copyReactions';

interface Reactions extends Pick<MessageStore, Methods> {
  /** Of all the given messages at once, the earliest first. */
  reactionsTo(ids: readonly MessageId[]): Promise<Map<MessageId, Reaction[]>>;
}

function toHeld(row: Selectable<Schema['held_reactions']>): HeldReaction {
  return {
    direction: row.direction,
    whatsappId: row.whatsapp_id,
    chat: row.chat,
    reaction: { sender: row.sender, senderName: row.sender_name, emoji: row.emoji, at: row.reacted },
  };
}

export function createReactions(db: Kysely<Schema>): Reactions {
  const shownReactions = prepare(db, (blank: Blank<{ ids: string }>) =>
    db
      .selectFrom('reactions')
      .selectAll()
      .where('message_id', 'in', sql<MessageId>`(SELECT value FROM json_each(${blank('ids')}))`)
      .where('emoji', '<>', '')
      .orderBy('reacted')
      .orderBy('sender'),
  );

  const held = prepare(db, (blank: Blank<{ lawyerId: LawyerId; direction: MessageDirection; whatsappId: string }>) =>
    db
      .selectFrom('held_reactions')
      .selectAll()
      .where('lawyer_id', '=', blank('lawyerId'))
      .where('direction', '=', blank('direction'))
      .where('whatsapp_id', '=', blank('whatsappId'))
      .orderBy('reacted'),
  );

  return {
    async reactionsTo(ids) {
      const byMessage = new Map<MessageId, Reaction[]>();
      if (ids.length === 0) return byMessage;
      const { rows } = await shownReactions({ ids: JSON.stringify(ids) });
      for (const { message_id, sender, sender_name, emoji, reacted } of rows) {
        const reaction: Reaction = {
          emoji,
          from: sender === 'me' ? 'lawyer' : 'client',
          sender_name,
          reacted_at: new Date(reacted).toISOString(),
        };
        const others = byMessage.get(message_id);
        if (others) others.push(reaction);
        else byMessage.set(message_id, [reaction]);
      }
      return byMessage;
    },
    async react(lawyerId, id, { sender, senderName, emoji, at }) {
      const before = await db
        .selectFrom('reactions')
        .select(['emoji', 'reacted'])
        .where('lawyer_id', '=', lawyerId)
        .where('message_id', '=', id)
        .where('sender', '=', sender)
        .executeTakeFirst();
      if (before && before.reacted > at) return false;
      const row = { sender_name: senderName, emoji, reacted: at };
      await db
        .insertInto('reactions')
        .values({ message_id: id, sender, lawyer_id: lawyerId, ...row })
        .onConflict((conflict) => conflict.columns(['message_id', 'sender']).doUpdateSet(row))
        .execute();
      return emoji !== (before?.emoji ?? '');
    },
    async holdReaction(lawyerId, { direction, whatsappId, chat, reaction }) {
      const row = { sender_name: reaction.senderName, emoji: reaction.emoji, reacted: reaction.at };
      await db
        .insertInto('held_reactions')
        .values({ lawyer_id: lawyerId, direction, whatsapp_id: whatsappId, chat, sender: reaction.sender, ...row })
        .onConflict((conflict) =>
          conflict
            .columns(['lawyer_id', 'direction', 'whatsapp_id', 'chat', 'sender'])
            .doUpdateSet(row)
            .where('held_reactions.reacted', '<=', reaction.at),
        )
        .execute();
    },
    async heldReactions(lawyerId, direction, whatsappId) {
      return (await held({ lawyerId, direction, whatsappId })).rows.map(toHeld);
    },
    async heldReactionsIn(lawyerId, chats) {
      const rows = await db
        .selectFrom('held_reactions')
        .selectAll()
        .where('lawyer_id', '=', lawyerId)
        .where('chat', 'in', sql<string>`(${listOf(chats)})`)
        .orderBy('reacted')
        .execute();
      return rows.map(toHeld);
    },
    async copyReactions(lawyerId, from, to) {
      await sql`
        INSERT INTO reactions (message_id, sender, lawyer_id, sender_name, emoji, reacted)
        SELECT ${to}, sender, lawyer_id, sender_name, emoji, reacted FROM reactions
        WHERE message_id = ${from} AND lawyer_id = ${lawyerId}
        ON CONFLICT (message_id, sender) DO UPDATE
          SET sender_name = excluded.sender_name, emoji = excluded.emoji, reacted = excluded.reacted
          WHERE excluded.reacted > reactions.reacted`.execute(db);
    },
    async dropHeldReaction(lawyerId, { direction, whatsappId, chat, reaction }) {
      await db
        .deleteFrom('held_reactions')
        .where('lawyer_id', '=', lawyerId)
        .where('direction', '=', direction)
        .where('whatsapp_id', '=', whatsappId)
        .where('chat', '=', chat)
        .where('sender', '=', reaction.sender)
        .execute();
    },
  };
}
