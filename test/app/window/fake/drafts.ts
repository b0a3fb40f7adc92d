import type { KeptDraft, ReadingPlace } from '../../../../main/contract/draft.ts';

/** What is begun outlives the window, as the world does. */
export class FakeDrafts {
  readonly kept = new Map<string, KeptDraft & { lawyerId: string }>();
  readonly places = new Map<string, ReadingPlace & { lawyerId: string }>();
}
