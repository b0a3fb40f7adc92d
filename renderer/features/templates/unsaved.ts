import type { Template } from '../../../main/contract/template.ts';
import type { TemplateDraft } from './template-form.ts';

interface Unsaved {
  /** What was stored when one began. */
  base: Template | null;
  draft: TemplateDraft;
}

/**
 * What is typed of templates and not saved, by `unsavedKey`. It outlives the lock of the window, which shows nothing of it;
 * and it goes with the page, which each person has anew.
 */
export const UNSAVED = new Map<string, Unsaved>();

/** Null: the one that is not there yet. */
export function unsavedKey(lawyerId: string, templateId: string | null): string {
  return `${lawyerId} ${templateId}`;
}
