import { z } from 'zod';

/** What a set-up that is complete has, in the order in which it is done. */
export const SetUpItem = z.enum(['lawyer', 'recovery_key', 'whatsapp', 'key', 'webhook', 'tunnel']);
export type SetUpItem = z.infer<typeof SetUpItem>;

/** What a person is shown before there is a lawyer. */
export const FirstRunStep = z.enum(['welcome', 'promises', 'lawyer']);
export type FirstRunStep = z.infer<typeof FirstRunStep>;

/** What to do next about an item that is begun. `test_webhook`: an address is registered, and none has answered yet. */
export const SetUpHint = z.enum(['test_webhook']);
export type SetUpHint = z.infer<typeof SetUpHint>;

export const SetUpState = z.object({
  /** Where the first run was left. */
  step: FirstRunStep,
  /** Nobody wants to be reminded any more. */
  is_dismissed: z.boolean(),
  /** As it is now: none of it is a tick that somebody has made. */
  items: z.array(z.object({ item: SetUpItem, is_done: z.boolean(), hint: SetUpHint.nullable() })),
  /** The app can start itself again in the practice account. */
  can_practice: z.boolean(),
});
export type SetUpState = z.infer<typeof SetUpState>;
