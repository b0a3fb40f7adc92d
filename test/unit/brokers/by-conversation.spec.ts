import { expect, test } from '@playwright/test';
import { byConversation } from '../../../main/brokers/by-conversation.ts';
import { faultOf, shownMessage } from '../../../main/brokers/fault-of.ts';
import type { Event } from '../../../main/contract/event-log.ts';
import { newId } from '../../../main/domain/new-id.ts';

const lawyer_id = newId('law');
const [first, second] = [newId('con'), newId('con')];
const client_id = newId('cli');

function event(cursor: number, conversation_id?: typeof first): Event {
  const data = { lawyer_id, ...(conversation_id && { conversation_id }) };
  return { cursor, id: newId('evt'), type: 'message.received', timestamp: '2026-11-27T08:15:30.000Z', data };
}

test('conversations do not wait for one another, and within one each waits for what is in front of it', async () => {
  const confirm = new Map<number, () => void>();
  const publish = ({ cursor }: Event): Promise<void> => new Promise((resolve) => confirm.set(cursor, resolve));
  const told = event(6);
  told.data.client_id = client_id;
  const done = byConversation([event(1, first), event(2, first), event(3, second), event(4), event(5), told], publish);
  const sent = (): number[] => [...confirm.keys()];
  expect(sent()).toEqual([1, 3, 4, 6]);
  confirm.get(4)?.();
  await new Promise(setImmediate);
  expect(sent()).toEqual([1, 3, 4, 6, 5]);
  for (const cursor of [1, 3, 5, 6]) confirm.get(cursor)?.();
  await new Promise(setImmediate);
  expect(sent()).toEqual([1, 3, 4, 6, 5, 2]);
  confirm.get(2)?.();
  await done;
});

test('after a refusal nothing more is sent, so that what is behind it in its conversation does not overtake it', async () => {
  const sent: number[] = [];
  const publish = async ({ cursor }: Event): Promise<void> => {
    sent.push(cursor);
    if (cursor === 2) throw new Error('full');
  };
  const events = [event(1, first), event(2, first), event(3, first), event(4, second)];
  await expect(byConversation(events, publish)).rejects.toThrow('full');
  expect(sent).toEqual([1, 4, 2]);
});

test('what a library throws is told apart by its code, and by what has caused it', () => {
  const withCode = (code: string): Error => Object.assign(new Error(code), { code });
  const wrapped = new Error('connection refused', { cause: withCode('ECONNREFUSED') });
  expect(faultOf(wrapped, 'not_taken').faultCode).toBe('unreachable');
  for (const code of ['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'EPROTO']) {
    expect(faultOf(withCode(code), 'unreachable').faultCode).toBe('certificate_refused');
  }
  expect(faultOf(new Error('x'), 'not_taken').faultCode).toBe('not_taken');
  const several = new AggregateError([withCode('ECONNREFUSED')], '');
  expect(faultOf(several, 'not_taken').message).toBe('ECONNREFUSED');
});

test('a message is one short line, and never holds what is secret in an address, however it is written', () => {
  const url = 'nats://lexline:a%2Fb%20c@192.0.2.7';
  expect(shownMessage(`a/b c\r\n a%2Fb%20c lexline ${'x'.repeat(300)}`, url)).toMatch(
    /^\*\*\* \*\*\* lexline x{180,}$/,
  );
  expect(shownMessage('token', 'nats://token@192.0.2.7')).toBe('***');
});
