import { useCallback, useContext } from 'react';
import { uploadAttachment } from '../attachments/attachment-queries.ts';
import { MAX_FILES } from './compose-limits.ts';
import { withFileChanged, withFiles } from './draft-changes.ts';
import type { StagedFile } from './draft-store.ts';
import { DraftContext } from './use-draft.ts';

/**
 * Takes files into a draft: each is given to the main process at once, which finds out what it is, and may refuse it.
 * One after the other, a large one part by part; what is taken out of the draft meanwhile is given no further. Answers at once how many of them
 * were too many and are left out.
 */
export function useStageFiles(lawyerId: string, draft: string): (files: readonly File[]) => number {
  const drafts = useContext(DraftContext);
  return useCallback(
    (files) => {
      const room = Math.max(0, MAX_FILES - drafts.get(draft).files.length);
      const chosen = files.slice(0, room).map((file) => ({ file, key: crypto.randomUUID() }));
      const staged = chosen.map(
        ({ file, key }): StagedFile => ({
          key,
          name: file.name,
          size: file.size,
          taken: { state: 'under-way', progress: null },
          asDocument: false,
        }),
      );
      drafts.change(draft, withFiles(staged));
      void takeIn(chosen);
      return files.length - chosen.length;

      async function takeIn(all: readonly { file: File; key: string }[]): Promise<void> {
        for (const { file, key } of all) {
          const isWanted = () => drafts.get(draft).files.some((one) => one.key === key);
          if (!isWanted()) continue;
          const removed = new AbortController();
          const stopListening = drafts.listen(() => {
            if (!isWanted()) removed.abort();
          });
          const startedAt = new Date().toISOString();
          const onProgress = (share: number) => {
            const progress = { percent: Math.floor(share * 100), startedAt };
            drafts.change(draft, withFileChanged(key, { taken: { state: 'under-way', progress } }));
          };
          const taken = await uploadAttachment(lawyerId, file, { signal: removed.signal, onProgress }).then(
            (attachment) => ({ state: 'done' as const, attachment }),
            (error: unknown) => ({ state: 'refused' as const, error }),
          );
          stopListening();
          drafts.change(draft, withFileChanged(key, { taken }));
        }
      }
    },
    [drafts, draft, lawyerId],
  );
}
