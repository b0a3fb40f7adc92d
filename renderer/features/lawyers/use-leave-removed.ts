import { useEffect, useRef } from 'react';
import { useRouter } from '../../routing/use-router.ts';
import { chatsPath } from '../chats/selection.ts';

/**
 * Once the lawyer whose window it is has been removed, here or over the API, leads to another one; where there is none, to
 * the beginning.
 */
export function useLeaveRemoved(lawyers: readonly { id: string }[] | undefined, lawyerId: string | undefined): void {
  const { navigate } = useRouter();
  const known = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (!lawyers) return;
    const wasThere = lawyerId !== undefined && known.current.has(lawyerId);
    known.current = new Set(lawyers.map(({ id }) => id));
    if (!wasThere || known.current.has(lawyerId)) return;
    const [other] = lawyers;
    navigate(other ? chatsPath(other.id) : '/', { replace: true });
    // What had the focus is gone with the lawyer.
    if (document.activeElement === document.body) document.querySelector('main')?.focus();
  }, [lawyers, lawyerId, navigate]);
}
