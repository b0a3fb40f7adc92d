import { createContext, useContext } from 'react';

const NONE: readonly string[] = [];

/** The words that are looked for in the open chat, for each message in which they were found. */
export const FoundWords = createContext<ReadonlyMap<string, readonly string[]>>(new Map());

export function useFoundWords(messageId: string): readonly string[] {
  return useContext(FoundWords).get(messageId) ?? NONE;
}
