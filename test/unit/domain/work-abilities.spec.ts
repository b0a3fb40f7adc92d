import { expect, test } from '@playwright/test';
import { Capability } from '../../../main/contract/values.ts';
import { driverOfWork, NEEDED, type Work } from '../../../main/domain/work-abilities.ts';

const WORKS = Object.keys(NEEDED) as Work[];

test('every ability that is probed is needed for something, and stops nothing else when it is missing', () => {
  for (const missing of Capability.options) {
    const standing = WORKS.filter((work) => driverOfWork(work, (one) => (one === missing ? null : 'wa-js')) === null);
    expect(standing.length, missing).toBe(1);
    expect(NEEDED[standing[0] as Work], missing).toContain(missing);
  }
});

test('work is done by the second driver where it has any part in it', () => {
  const only = (ability: Capability) => (one: Capability) => (one === ability ? 'dom' : 'wa-js');
  expect(driverOfWork('read_history', only('list_chats'))).toBe('dom');
  expect(driverOfWork('read_history', only('send_text'))).toBe('wa-js');
  expect(driverOfWork('send_texts', only('send_text'))).toBe('dom');
});
