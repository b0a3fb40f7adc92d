import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Place } from './address.ts';
import type { Router } from './router.ts';

const RouterContext = createContext<Router | null>(null);
export const RouterProvider = RouterContext;

/** The way to go elsewhere. It is always the same one. */
export function useRouter(): Router {
  const router = useContext(RouterContext);
  if (!router) throw new Error('there is no router around this');
  return router;
}

/** Where one is. */
export function useRoute(): Place {
  const router = useRouter();
  return useSyncExternalStore(router.listen, router.place);
}
