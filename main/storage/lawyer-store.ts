import type { Kysely, Selectable } from 'kysely';
import type { Lawyer } from '../contract/entities.ts';
import { LawyerId } from '../contract/ids.ts';
import type { LawyerStore } from '../domain/stores/lawyer-stores.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { type Blank, prepare } from './prepare.ts';
import { isEmpty, removeLawyer } from './remove-lawyer.ts';
import type { Schema } from './schema.ts';

function toLawyer(row: Selectable<Schema['lawyers']>): Lawyer {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    phone_number: row.phone_number,
    whatsapp_name: row.whatsapp_name,
    is_active: row.is_active === 1,
    created_at: new Date(row.created).toISOString(),
    updated_at: new Date(row.updated).toISOString(),
  };
}

export function createLawyerStore(db: Kysely<Schema>): LawyerStore {
  const findOne = prepare(db, (blank: Blank<{ id: LawyerId }>) =>
    db.selectFrom('lawyers').selectAll().where('id', '=', blank('id')),
  );

  return {
    async insert({ id, name, email, phone, at }) {
      const row = {
        id,
        name,
        email,
        phone_number: phone,
        whatsapp_name: null,
        profile_path: id,
        is_active: 1,
        created: at,
        updated: at,
      };
      await db.insertInto('lawyers').values(row).execute();
      return toLawyer({ ...row, account_confirmed: 0 });
    },
    async find(id) {
      const [row] = (await findOne({ id })).rows;
      return row ? toLawyer(row) : null;
    },
    async list({ limit, cursor }) {
      let query = db
        .selectFrom('lawyers')
        .selectAll()
        .orderBy('id')
        .limit(limit + 1);
      if (cursor) query = query.where('id', '>', decodeCursor(cursor, LawyerId)[1]);
      const page = toPage(await query.execute(), limit, (row) => [row.created, row.id]);
      return { rows: page.rows.map(toLawyer), nextCursor: page.nextCursor };
    },
    async all() {
      return (await db.selectFrom('lawyers').selectAll().orderBy('id').execute()).map(toLawyer);
    },
    async emailTaken(email, except) {
      const owner = await db.selectFrom('lawyers').select('id').where('email', '=', email).executeTakeFirst();
      return owner !== undefined && owner.id !== except;
    },
    async phoneTaken(phone, except) {
      const owner = await db.selectFrom('lawyers').select('id').where('phone_number', '=', phone).executeTakeFirst();
      return owner !== undefined && owner.id !== except;
    },
    async update(id, { name, email, phone, isActive }, at) {
      const change = {
        ...(name === undefined ? {} : { name }),
        ...(email === undefined ? {} : { email }),
        ...(phone === undefined ? {} : { phone_number: phone }),
        ...(isActive === undefined ? {} : { is_active: isActive ? 1 : 0 }),
      };
      await db
        .updateTable('lawyers')
        .set({ ...change, updated: at })
        .where('id', '=', id)
        .execute();
    },
    isEmpty: (id) => isEmpty(db, id),
    remove: (id) => removeLawyer(db, id),
    async isAccountConfirmed(id) {
      const row = await db.selectFrom('lawyers').select('account_confirmed').where('id', '=', id).executeTakeFirst();
      return row?.account_confirmed === 1;
    },
    async setAccountConfirmed(id, confirmed) {
      await db
        .updateTable('lawyers')
        .set({ account_confirmed: confirmed ? 1 : 0 })
        .where('id', '=', id)
        .execute();
    },
  };
}
