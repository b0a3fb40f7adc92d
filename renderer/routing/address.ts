/** Where one is in the window: a path, and what is said beside it, as which side panel is open. */
export interface Place {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Reads an address such as `/lawyer/law_1/chats?side=queue`, with or without the hash sign before it. */
export function placeOf(address: string): Place {
  const [path = '', query = ''] = address.replace(/^#/, '').split('?', 2);
  return { path, query: Object.fromEntries(new URLSearchParams(query)) };
}

export function addressOf({ path, query }: Place): string {
  const words = new URLSearchParams(query).toString();
  return words === '' ? path : `${path}?${words}`;
}
