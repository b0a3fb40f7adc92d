import { useSyncExternalStore } from 'react';

function listen(changed: () => void): () => void {
  window.addEventListener('focus', changed);
  window.addEventListener('blur', changed);
  return () => {
    window.removeEventListener('focus', changed);
    window.removeEventListener('blur', changed);
  };
}

/** Whether the person is at this window. */
export function useWindowFocused(): boolean {
  return useSyncExternalStore(listen, () => document.hasFocus());
}
