import { expect, test } from '@playwright/test';
import { createPasswords, PASSWORD_COST } from '../../../main/domain/passwords.ts';

const CHEAP = { log2N: 4, r: 1, p: 1 };
const passwords = createPasswords(CHEAP);

test('a hash has its parameters and a salt of its own beside it, and nothing of the password', async () => {
  const [one, two] = [await passwords.hash('correct horse'), await passwords.hash('correct horse')];
  expect(one).toMatch(/^\$scrypt\$ln=4,r=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(two);
  expect(one).not.toContain('horse');
  expect(await passwords.matches('correct horse', one)).toBe(true);
  for (const wrong of ['correct horsf', 'Correct horse', 'correct horse ', '']) {
    expect(await passwords.matches(wrong, one)).toBe(false);
  }
});

test('nobody’s password is never right', async () => {
  expect(await passwords.matches('correct horse', null)).toBe(false);
  expect(await passwords.matches('', null)).toBe(false);
});

test('a hash made at another cost is still known', async () => {
  const hash = await createPasswords({ log2N: 5, r: 2, p: 2 }).hash('correct horse');
  expect(await passwords.matches('correct horse', hash)).toBe(true);
});

test('a letter and its accent are the same in one code point and in two', async () => {
  expect(await passwords.matches('cafe\u0301 au lait', await passwords.hash('caf\u00e9 au lait'))).toBe(true);
});

test('they are ready when what was asked for before is done, however it ends', async () => {
  const slower = createPasswords({ log2N: 14, r: 8, p: 1 });
  const tooCostly = `$scrypt$ln=63,r=1,p=1$AAAA$${'A'.repeat(43)}`;
  const done: string[] = [];
  for (const one of ['a', 'b']) void slower.hash(one).then(() => done.push(one));
  slower.matches('x', tooCostly).catch(() => done.push('refused'));
  await slower.ready();
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toEqual(['a', 'b', 'refused']);
});

test('what is no hash of ours is an error and no match', async () => {
  for (const damaged of ['', 'x', '$scrypt$ln=4,r=1,p=1$$', '$argon2id$v=19$a$b', '$scrypt$ln=4,r=1,p=1$AAAA$AAAA']) {
    await expect(passwords.matches('x', damaged)).rejects.toThrow('damaged');
  }
  expect(await passwords.matches('a', await passwords.hash('a'))).toBe(true);
});

test('the real cost is what OWASP asks for', async () => {
  expect(PASSWORD_COST).toEqual({ log2N: 17, r: 8, p: 1 });
  const real = createPasswords();
  expect(await real.matches('correct horse', await real.hash('correct horse'))).toBe(true);
});
