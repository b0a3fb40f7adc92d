import { z } from 'zod';
import { Timestamp } from './values.ts';

/** A version as Semantic Versioning has it, without what stands behind a plus. */
export const Version = z
  .string()
  .max(60)
  .regex(/^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/, 'must be a version');
export type Version = z.infer<typeof Version>;

/** More of what is new is not shown, in UTF-16 units. */
export const NOTES_SHOWN = 20_000;

/** A version that the feed offers. `notes` is a stranger's text until its signature was verified, and text even then. */
export const UpdateRelease = z.object({
  version: Version,
  released_at: Timestamp.nullable(),
  notes: z.string().max(NOTES_SHOWN),
});
export type UpdateRelease = z.infer<typeof UpdateRelease>;

/** Whether this app can be updated by itself, or why not. */
export const UpdateSupport = z.enum([
  'possible',
  /** Made by `npm run dist`, to be tried out: nobody vouches for it, and it never looks. */
  'trial_build',
  /** Nobody has said at the build where new versions are to be found. */
  'no_feed',
  /** It was not installed from one of our packages. */
  'not_installed',
]);
export type UpdateSupport = z.infer<typeof UpdateSupport>;

/** Why there is no update though one was wanted. */
export const UpdateProblem = z.enum([
  'feed_unreachable',
  /** What the feed says is not understood, or is larger than it can be. */
  'feed_unreadable',
  'signature_missing',
  /** It was not signed with our key, or is not what was signed. */
  'signature_wrong',
  /** The feed offers an older version than it did before, or than this one is: an old copy of it, or an attack. */
  'feed_went_back',
  'not_for_this_system',
  /** The file is not the one that was signed. */
  'file_wrong',
  'download_failed',
  'no_room',
  'install_failed',
]);
export type UpdateProblem = z.infer<typeof UpdateProblem>;

/** How far it has come. */
export const UpdateState = z.discriminatedUnion('step', [
  z.object({ step: z.literal('idle') }),
  z.object({ step: z.literal('looking') }),
  z.object({ step: z.literal('current') }),
  z.object({ step: z.literal('available'), release: UpdateRelease }),
  z.object({
    step: z.literal('downloading'),
    release: UpdateRelease,
    percent: z.number().min(0).max(100),
    started_at: Timestamp,
  }),
  /** It is installed when the app is closed, or when the person says so. */
  z.object({ step: z.literal('ready'), release: UpdateRelease }),
  /** The person has said so: as soon as the message that is being sent is on its way. */
  z.object({ step: z.literal('waiting'), release: UpdateRelease }),
  z.object({ step: z.literal('installing'), release: UpdateRelease }),
]);
export type UpdateState = z.infer<typeof UpdateState>;

export const Updates = z.object({
  version: z.string(),
  support: UpdateSupport,
  /** Where it looks: what a person may want to know before it is allowed. Null: nowhere. */
  feed: z.string().nullable(),
  state: UpdateState,
  problem: UpdateProblem.nullable(),
  /** When the feed was read last, and could be. */
  looked_at: Timestamp.nullable(),
});
export type Updates = z.infer<typeof Updates>;
