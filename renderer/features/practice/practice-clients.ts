/** Clients to begin with. They exist only in the practice account, where no number is ever called. */
export const PRACTICE_CLIENTS = [
  { name: 'Maria Schneider', phone: '+4915112345601' },
  { name: 'Jonas Becker', phone: '+4915112345602' },
  { name: 'Amira Haddad', phone: '+4915112345603' },
] as const;
