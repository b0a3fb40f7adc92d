import { useEffect, useRef, useState } from 'react';
import { useRouter } from './use-router.ts';

/** Holds back who would go elsewhere while something is unsaved. `asked` goes on; null: nobody wants to go. */
export function useLeaveGuard(isUnsaved: boolean) {
  const { hold } = useRouter();
  const [asked, setAsked] = useState<{ go: () => void } | null>(null);
  const end = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (!isUnsaved) return;
    const release = hold((go) => setAsked({ go }));
    end.current = release;
    return release;
  }, [isUnsaved, hold]);
  return {
    asked: asked !== null,
    /** It was saved, or is given up: the way is free at once. */
    release: () => end.current?.(),
    leave() {
      end.current?.();
      setAsked(null);
      asked?.go();
    },
    stay: () => setAsked(null),
  };
}
