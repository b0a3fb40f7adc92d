import { createContext, useContext } from 'react';

/** Asks whether an address of a message is to be opened. Null where nothing can be opened: links are plain text there. */
type LinkOpener = ((address: string) => void) | null;

const Context = createContext<LinkOpener>(null);

export const LinkOpenerProvider = Context.Provider;

export function useLinkOpener(): LinkOpener {
  return useContext(Context);
}
