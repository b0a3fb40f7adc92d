/** The kinds of message that the practice account can show. Apart from the schemas, which the window does not load. */
export const PRACTICE_KINDS = [
  'text',
  'image',
  'video',
  'voice',
  'audio',
  'document',
  'sticker',
  'location',
  'contact',
  'poll',
  'missed_call',
  'notice',
  'unknown',
] as const;
export type PracticeKind = (typeof PRACTICE_KINDS)[number];
