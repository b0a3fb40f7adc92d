import { expect, test } from '@playwright/test';
import { chooseAnswer } from '../../demo/answers.ts';
import { DEMO_CLIENTS, WRITTEN_MEANWHILE } from '../../demo/demo-clients.ts';

test('an unknown client is told once that the message has arrived', () => {
  const phone = '+4915112345699';
  expect(chooseAnswer({ id: 'msg_1', phone, text: 'Hello', isAnswered: false })).not.toBeNull();
  expect(chooseAnswer({ id: 'msg_2', phone, text: 'Hello?', isAnswered: true })).toBeNull();
});

test('each client of the demo gets the answer to what they wrote, and none to what comes while the directory is down', () => {
  for (const { phone, text, answer } of DEMO_CLIENTS) {
    expect(chooseAnswer({ id: 'msg_1', phone, text, isAnswered: false })).toBe(answer);
    expect(chooseAnswer({ id: 'msg_2', phone, text: WRITTEN_MEANWHILE, isAnswered: true })).toBeNull();
  }
});
