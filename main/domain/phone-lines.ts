import { Phone } from '../contract/values.ts';

/**
 * Three countries have numbers that are written in two ways, while WhatsApp knows a line by one of them alone:
 * - Brazil put a 9 before its mobile numbers between 2012 and 2016; older accounts, and those of most areas, are still
 *   known without it. Only what began with 6 to 9 was a mobile number then: the others are landlines, lines of their own.
 * - Mexico gave up the 1 between its country code and its mobile numbers in 2019; WhatsApp's ids keep it.
 * - Argentina has a 9 there in a mobile number that is called from abroad.
 * Source: docs.360dialog.com (number formats), support.whapi.cloud (numbers of different countries).
 */
const FORMS: readonly { long: RegExp; short: RegExp; insert: string; after: number }[] = [
  { long: /^\+55\d{2}9[6-9]\d{7}$/, short: /^\+55\d{2}[6-9]\d{7}$/, insert: '9', after: 5 },
  { long: /^\+521\d{10}$/, short: /^\+52\d{10}$/, insert: '1', after: 3 },
  { long: /^\+549\d{10}$/, short: /^\+54\d{10}$/, insert: '9', after: 3 },
];

/** The other way in which that line can be written; null for nearly all numbers. */
export function otherForm(phone: Phone): Phone | null {
  for (const { long, short, insert, after } of FORMS) {
    if (long.test(phone)) return Phone.parse(phone.slice(0, after) + phone.slice(after + insert.length));
    if (short.test(phone)) return Phone.parse(phone.slice(0, after) + insert + phone.slice(after));
  }
  return null;
}

/** Whether two numbers are one line. */
export function isSameLine(one: Phone, other: Phone): boolean {
  return one === other || otherForm(one) === other;
}
