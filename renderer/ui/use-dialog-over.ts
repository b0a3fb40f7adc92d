import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** What is open over the whole window, one at a time. When it is closed, the focus returns to what had it. */
export function useDialogOver<Dialog extends string>() {
  const [opened, setOpened] = useState<Dialog | null>(null);
  const before = useRef<Element | null>(null);
  return {
    opened,
    open: (dialog: Dialog) => {
      before.current = document.activeElement;
      setOpened(dialog);
    },
    close: () => {
      flushSync(() => setOpened(null));
      const { current } = before;
      if (current instanceof HTMLElement && current.isConnected && current !== document.body) current.focus();
      else document.querySelector('main')?.focus();
    },
  };
}
