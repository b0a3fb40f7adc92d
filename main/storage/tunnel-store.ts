import type { Kysely } from 'kysely';
import { z } from 'zod';
import { DEFAULT_TUNNEL, TunnelSettings } from '../contract/tunnel.ts';
import type { TunnelConfig, TunnelStore } from '../domain/stores/tunnel-store.ts';
import type { Schema } from './schema.ts';

const NO_SECRETS: TunnelConfig['secrets'] = { sshKey: null, cloudflaredToken: null, ngrokAuthtoken: null };

const Secrets = z.object({
  sshKey: z.object({ privateKey: z.string(), publicKey: z.string() }).nullable(),
  cloudflaredToken: z.string().nullable(),
  ngrokAuthtoken: z.string().nullable(),
});

export function createTunnelStore(db: Kysely<Schema>): TunnelStore {
  return {
    async get() {
      const row = await db.selectFrom('tunnel').select(['is_on', 'settings', 'secrets']).executeTakeFirst();
      if (!row) return { isOn: false, settings: DEFAULT_TUNNEL, secrets: NO_SECRETS };
      return {
        isOn: row.is_on === 1,
        settings: TunnelSettings.parse(JSON.parse(row.settings)),
        secrets: Secrets.parse(JSON.parse(row.secrets)),
      };
    },
    async set({ isOn, settings, secrets }, at) {
      const row = {
        is_on: isOn ? 1 : 0,
        settings: JSON.stringify(settings),
        secrets: JSON.stringify(secrets),
        updated: at,
      };
      await db
        .insertInto('tunnel')
        .values({ one: 1, ...row })
        .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
        .execute();
    },
  };
}
