import { expect, test } from '@playwright/test';
import { serveWhenFree } from '../../main/api/serve-when-free.ts';
import { PortTakenError, type RunningServer } from '../../main/api/server.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { FakeLog } from '../support/fake-log.ts';

/** The port is held by another program until `free` is called. */
function heldPort() {
  const state = { isTaken: true, served: 0, stopped: 0, isListening: true };
  const server: RunningServer = {
    url: 'http://127.0.0.1:5001',
    port: 5001,
    isListening: () => state.isListening,
    async stop() {
      state.stopped += 1;
    },
  };
  const serve = async (): Promise<RunningServer> => {
    if (state.isTaken) throw new PortTakenError(5001);
    state.served += 1;
    return server;
  };
  return { state, serve };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('a port that another program holds is served as soon as it is free, and the app starts meanwhile', async () => {
  const clock = new FakeClock();
  const { state, serve } = heldPort();
  const api = await serveWhenFree(serve, { port: 5001, isTls: false, clock, log: new FakeLog() });
  expect([api.url, api.isListening()]).toEqual(['http://127.0.0.1:5001', false]);
  await clock.advance(60_000);
  await settle();
  expect(api.isListening()).toBe(false);
  state.isTaken = false;
  await clock.advance(5_000);
  await settle();
  expect([api.isListening(), state.served]).toEqual([true, 1]);
  await clock.advance(60_000);
  expect([state.served, clock.pending()]).toEqual([1, 0]);
  await api.stop();
  expect(state.stopped).toBe(1);
});

test('a person who has closed the other program need not wait until it is tried again', async () => {
  const clock = new FakeClock();
  const { state, serve } = heldPort();
  const api = await serveWhenFree(serve, { port: 5001, isTls: false, clock, log: new FakeLog() });
  expect(await api.tryNow()).toBe(false);
  expect(clock.pending()).toBe(1);
  state.isTaken = false;
  expect(await Promise.all([api.tryNow(), api.tryNow()])).toEqual([true, true]);
  expect([api.isListening(), state.served, clock.pending()]).toEqual([true, 1, 0]);
  await api.stop();
  expect(await api.tryNow()).toBe(true);
  expect([state.served, state.stopped]).toEqual([1, 1]);
});

test('what is stopped while it waits for its port never listens', async () => {
  const clock = new FakeClock();
  const { state, serve } = heldPort();
  const api = await serveWhenFree(serve, { port: 5001, isTls: true, clock, log: new FakeLog() });
  expect(api.url).toBe('https://127.0.0.1:5001');
  await api.stop();
  state.isTaken = false;
  await clock.advance(60_000);
  expect([state.served, clock.pending()]).toEqual([0, 0]);
});

test('what fails otherwise is told at once', async () => {
  const serve = async () => {
    throw new Error('no certificate');
  };
  const waiting = { port: 5001, isTls: false, clock: new FakeClock(), log: new FakeLog() };
  await expect(serveWhenFree(serve, waiting)).rejects.toThrow('no certificate');
});
