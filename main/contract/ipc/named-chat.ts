import { z } from 'zod';
import { ConversationId } from '../ids.ts';

/** A chat as it is named among others: with its title while it is there. */
export const NamedChat = z.object({ id: ConversationId, title: z.string().nullable() });
export type NamedChat = z.infer<typeof NamedChat>;
