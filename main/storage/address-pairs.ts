import type { Kysely } from 'kysely';
import type { LawyerId } from '../contract/ids.ts';
import type { ClientStore } from '../domain/stores/client-store.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

/** Which number is behind which lid, by WhatsApp's own word. */
export function createAddressPairs(db: Kysely<Schema>): Pick<ClientStore, 'pair' | 'phoneOfLid' | 'lidOfPhone'> {
  const present = prepare(db, (blank: Blank<{ lawyerId: LawyerId; lid: string }>) =>
    db
      .selectFrom('address_pairs')
      .select('phone_number')
      .where('lawyer_id', '=', blank('lawyerId'))
      .where('lid', '=', blank('lid'))
      .where('ended', 'is', null),
  );

  const phoneOfLid: ClientStore['phoneOfLid'] = async (lawyerId, lid) =>
    (await present({ lawyerId, lid })).rows[0]?.phone_number ?? null;

  return {
    phoneOfLid,
    async lidOfPhone(lawyerId, phone) {
      const row = await db
        .selectFrom('address_pairs')
        .select('lid')
        .where('lawyer_id', '=', lawyerId)
        .where('phone_number', '=', phone)
        .where('ended', 'is', null)
        .executeTakeFirst();
      return row?.lid ?? null;
    },
    async pair(lawyerId, { lid, phone, at }) {
      // It is said again with nearly every message: only news is written.
      if ((await phoneOfLid(lawyerId, lid)) === phone) return false;
      const end = db
        .updateTable('address_pairs')
        .set({ ended: at })
        .where('lawyer_id', '=', lawyerId)
        .where('ended', 'is', null);
      await end.where('lid', '=', lid).execute();
      await end.where('phone_number', '=', phone).execute();
      await db
        .insertInto('address_pairs')
        .values({ lawyer_id: lawyerId, lid, phone_number: phone, first_seen: at, last_seen: at, ended: null })
        .onConflict((conflict) =>
          conflict.columns(['lawyer_id', 'lid', 'phone_number']).doUpdateSet({ last_seen: at, ended: null }),
        )
        .execute();
      return true;
    },
  };
}
