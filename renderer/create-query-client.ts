import { QueryClient } from '@tanstack/react-query';

/**
 * Everything is read from the main process on this computer: being offline does not matter, and data is fresh until a
 * push says otherwise.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', staleTime: Number.POSITIVE_INFINITY, retry: 1, retryDelay: 300 },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
