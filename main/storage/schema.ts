import type { AccessTables } from './tables/access.ts';
import type { ChatTables } from './tables/chats.ts';
import type { DeliveryTables } from './tables/deliveries.ts';
import type { DraftTables } from './tables/drafts.ts';
import type { HealthTables } from './tables/health.ts';
import type { PeopleTables } from './tables/people.ts';

/**
 * The tables as Kysely sees them, by families. Times are milliseconds since 1970 where nothing else is said, booleans are 0
 * and 1.
 */
export interface Schema extends PeopleTables, ChatTables, DeliveryTables, AccessTables, HealthTables, DraftTables {}
