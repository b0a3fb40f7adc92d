import { expect, test } from '@playwright/test';
import { Phone } from '../../../main/contract/values.ts';
import { isSameLine, otherForm } from '../../../main/domain/phone-lines.ts';
import { sameAccount } from '../../../main/domain/same-account.ts';

const account = (lawyer: string, phone: string | null, lid: string | null = null) =>
  sameAccount(Phone.parse(lawyer), { phone, lid });

const SAME: [country: string, one: string, other: string][] = [
  ['Germany', '+4915112345678', '+4915112345678'],
  ['Brazil, with and without the ninth digit', '+5531987654321', '+553187654321'],
  ['Mexico, with and without the 1', '+5215512345678', '+525512345678'],
  ['Argentina, with and without the 9', '+5491123456789', '+541123456789'],
];

for (const [country, one, other] of SAME) {
  test(`the lawyer’s account is known by its number: ${country}`, () => {
    expect(account(one, other.slice(1))).toBe(true);
    expect(account(other, one.slice(1))).toBe(true);
  });
}

const OTHER: [what: string, one: string, other: string][] = [
  ['another number', '+4915112345678', '+4915112345679'],
  ['a number that only ends alike', '+4915112345678', '+15112345678'],
  ['a Brazilian landline with a 9 before it', '+551134567890', '+5511934567890'],
  ['another Brazilian area', '+5531987654321', '+553287654321'],
  ['a Mexican number with another digit before it', '+525512345678', '+5225512345678'],
  ['a Chilean number with a 9', '+56912345678', '+5612345678'],
  ['another Argentine number', '+5491123456789', '+541123456780'],
];

for (const [what, one, other] of OTHER) {
  test(`${what} is another account`, () => {
    expect(account(one, other.slice(1))).toBe(false);
    expect(account(other, one.slice(1))).toBe(false);
  });
}

test('as long as the page has not said its number, nothing can be told', () => {
  expect(account('+4915112345678', null, '77@lid')).toBeNull();
});

test('digits that are no phone number are nobody’s account', () => {
  expect(account('+4915112345678', '00000')).toBe(false);
});

test('the other form of the other form is the number itself', () => {
  for (const [, one, other] of SAME.slice(1)) {
    for (const phone of [Phone.parse(one), Phone.parse(other)]) {
      const form = otherForm(phone);
      expect(form && otherForm(form)).toBe(phone);
      expect(form && isSameLine(phone, form)).toBe(true);
    }
  }
  expect(otherForm(Phone.parse('+4915112345678'))).toBeNull();
});
