import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { DraftStore } from './draft-store.ts';

/** One store for the window; given by `main.tsx`. */
export const DraftContext = createContext<DraftStore>(new DraftStore());

export function useDraft(key: string): [text: string, setText: (text: string) => void] {
  const drafts = useContext(DraftContext);
  const text = useSyncExternalStore(
    useCallback((listener) => drafts.listen(listener), [drafts]),
    () => drafts.get(key),
  );
  const setText = useCallback((next: string) => drafts.set(key, next), [drafts, key]);
  return [text, setText];
}
