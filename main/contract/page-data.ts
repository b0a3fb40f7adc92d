import { z } from 'zod';

/**
 * What is known of the page's looks, replaceable without a release: CSS selectors by name. A file of ours carries it
 * with a version that only rises, and is signed with Ed25519.
 */
export const PageData = z.strictObject({
  version: z.number().int().positive(),
  selectors: z.record(z.string().regex(/^[a-zA-Z]{1,50}$/), z.string().min(1).max(500)),
  /** SHA-256 of another wa-js bundle, which lies beside the file; null: the built-in one. */
  waJsSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
export type PageData = z.infer<typeof PageData>;
