import { useEffect, useState } from 'react';

/** What is typed is read when nothing was typed for so long, in milliseconds. */
const PAUSE = 120;

/** Texts as they are once the person pauses. */
export function useSettled(texts: readonly string[]): readonly string[] {
  const [settled, setSettled] = useState(texts);
  const isSame = texts.length === settled.length && texts.every((text, index) => text === settled[index]);
  const all = JSON.stringify(texts);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is a new one each time, its texts are not
  useEffect(() => {
    if (isSame) return;
    const timer = setTimeout(() => setSettled(texts), PAUSE);
    return () => clearTimeout(timer);
  }, [all, isSame]);
  return settled;
}
