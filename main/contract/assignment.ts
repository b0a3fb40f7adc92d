import { z } from 'zod';
import { ASSIGNED_STATUSES, CLIENT_STATUSES } from './choices.ts';
import { LawyerId } from './ids.ts';
import { Timestamp } from './values.ts';

export const ClientStatus = z.enum(CLIENT_STATUSES);
export type ClientStatus = z.infer<typeof ClientStatus>;

/** How another lawyer and the client stand who is given to them. */
export const AssignedStatus = z.enum(ASSIGNED_STATUSES);
export type AssignedStatus = z.infer<typeof AssignedStatus>;

/** A lawyer whom a client was given to. They get the name and the number, and never the chat. */
export const Assignment = z.object({
  lawyer_id: LawyerId,
  /** As it was given; how the other lawyer stands to the client is theirs to change. */
  status: ClientStatus,
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type Assignment = z.infer<typeof Assignment>;
