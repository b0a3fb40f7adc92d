import { expect, test } from '@playwright/test';
import { chatKindOf, jidOfPerson, personOfJid } from '../../../main/practice/jid.ts';

test('a lid is nobody else’s, says nothing of the number, and leads back to it', () => {
  const phones = [
    '12345',
    '4915112345678',
    '12025550100',
    '999999999999999',
    ...Array.from({ length: 500 }, (_, n) => `${4_917_000_000_001 + n}`),
  ];
  const lids = phones.map((phone) => jidOfPerson(phone, 'lid'));
  expect(new Set(lids).size).toBe(phones.length);
  expect(lids.map(personOfJid)).toEqual(phones);
  for (const [index, lid] of lids.entries()) {
    expect(lid).toMatch(/^\d{1,16}@lid$/);
    expect(lid).not.toContain(phones[index]);
  }
});

test('knows what a jid is of, and what is none', () => {
  const kinds = [
    ['4917000001@c.us', 'person'],
    ['4474710085927098@lid', 'person'],
    ['120363041234567890@g.us', 'group'],
    ['120363041234567890@newsletter', 'newsletter'],
    ['status@broadcast', 'status'],
    ['1699999999@broadcast', 'broadcast'],
    ['../etc@c.us', null],
    ['4917000001@evil.example', null],
    ['status@c.us', null],
    ['', null],
  ];
  for (const [jid, kind] of kinds) expect([jid, chatKindOf(jid ?? '')]).toEqual([jid, kind]);
  expect(personOfJid('1234@c.us')).toBeNull();
  expect(personOfJid('group@g.us')).toBeNull();
});
