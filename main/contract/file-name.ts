import { z } from 'zod';
import { breaks } from './faults.ts';
import { UNSEEN } from './safe-file-name.ts';

const MAX_LENGTH = 255;

/** The name of a file that the lawyer sends: its client sees it. */
export const FileName = z
  .string()
  .min(1, 'must not be empty')
  .max(MAX_LENGTH, `must be at most ${MAX_LENGTH} characters`)
  .refine((name) => name.isWellFormed(), breaks('characters', 'must be well-formed Unicode'))
  .refine(
    (name) => !UNSEEN.test(name),
    breaks('characters', 'must not contain control, direction or invisible characters'),
  )
  .refine((name) => !/[/\\]/.test(name), breaks('characters', 'must be a name without a path'))
  .refine((name) => !/^[.\s]*$/.test(name), breaks('missing', 'must be a name'));
