import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';

/**
 * Removes something, and then leaves it: `onRemoved` is called also when what has asked for it is no longer shown, as it
 * may have been found to be gone before the answer came. (What is given to `mutate` is called only while its caller is
 * shown: TanStack Query, "Consecutive mutations".) What is gone is not read again; the lists of it are.
 */
export function useRemoval(remove: () => Promise<unknown>, lists: QueryKey, onRemoved: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: remove,
    onSuccess: () => {
      onRemoved();
      return client.invalidateQueries({ queryKey: lists });
    },
  });
}
