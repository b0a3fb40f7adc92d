const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

let made = 0;

/** Ids of the contract's form, in the order in which they were made. */
export function fakeId<Kind extends string>(prefix: string): Kind {
  made += 1;
  let rest = made;
  let end = '';
  for (let place = 0; place < 8; place += 1) {
    end = (ALPHABET[rest % 32] ?? '0') + end;
    rest = Math.floor(rest / 32);
  }
  return `${prefix}_${'0'.repeat(18)}${end}` as Kind;
}

/** A number that is never the same twice between two ids. */
export function madeSoFar(): number {
  return made;
}

export function ago(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}
