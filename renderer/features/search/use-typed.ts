import { useEffect, useRef, useState } from 'react';

/** What is typed counts when nothing was typed for so long, in milliseconds: less than between two keys of most people. */
const PAUSE = 30;

/** The words of a field that stand elsewhere, too, such as in the address: there a moment later, and from there at once. */
export function useTyped(written: string, write: (words: string) => void): [string, (words: string) => void] {
  const [typed, setTyped] = useState(written);
  const known = useRef(written);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(write);
  latest.current = write;
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (written === known.current) return;
    known.current = written;
    clearTimeout(timer.current);
    setTyped(written);
  }, [written]);
  const type = (words: string) => {
    setTyped(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      known.current = words;
      latest.current(words);
    }, PAUSE);
  };
  return [typed, type];
}
