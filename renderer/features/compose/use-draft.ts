import { createContext, useCallback, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { DraftKeeper } from './draft-keeper.ts';
import { type Draft, DraftStore } from './draft-store.ts';

/** One store for the window; given by `main.tsx`. */
export const DraftContext = createContext<DraftStore>(new DraftStore());

/** What keeps it; given by `main.tsx`. */
export const DraftKeeperContext = createContext<DraftKeeper | null>(null);

export type ChangeDraft = (change: (draft: Draft) => Draft) => void;

/** What is unsent in one chat, and the way to change it. */
export function useDraft(key: string): [draft: Draft, change: ChangeDraft] {
  const drafts = useContext(DraftContext);
  const draft = useSyncExternalStore(
    useCallback((listener) => drafts.listen(listener), [drafts]),
    () => drafts.get(key),
  );
  return [draft, useChangeDraft(key)];
}

/** The same for who does not show it, and so need not hear of each letter. */
export function useChangeDraft(key: string): ChangeDraft {
  const drafts = useContext(DraftContext);
  return useMemo(() => (change) => drafts.change(key, change), [drafts, key]);
}

/** Brings back what was begun in a lawyer's chats. */
export function useKeptDrafts(lawyerId: string): void {
  const keeper = useContext(DraftKeeperContext);
  useEffect(() => void keeper?.read(lawyerId), [keeper, lawyerId]);
}

/** Keeps what was begun in a chat as soon as it is left. */
export function useKeepOnLeave(key: string): void {
  const keeper = useContext(DraftKeeperContext);
  useEffect(() => () => keeper?.flush(key), [keeper, key]);
}
