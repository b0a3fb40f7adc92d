import { isAbsolute, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ArgumentsError, argumentsIn, parseArguments } from '../../../main/app/arguments.ts';
import { runtimeLimits } from '../../../main/app/runtime-limits.ts';

test('an empty command line is the live account on the seed’s port', () => {
  const args = parseArguments([]);
  expect(args).toMatchObject({
    mode: 'live',
    apiPort: 5001,
    whatsappUrl: null,
    headless: false,
    background: false,
    printAdminKey: false,
    readyLine: false,
    allowLoopbackWebhooks: false,
    https: null,
    requestsPerMinute: 6000,
  });
  expect(isAbsolute(args.dataDir)).toBe(true);
});

test('every option is understood', () => {
  const line =
    '--practice --data-dir d --api-port=0 --whatsapp-url http://127.0.0.1:1/ --headless --background --print-admin-key --ready-line --allow-loopback-webhooks --requests-per-minute 60';
  expect(parseArguments(line.split(' '))).toMatchObject({
    mode: 'practice',
    dataDir: join(process.cwd(), 'd'),
    apiPort: 0,
    whatsappUrl: 'http://127.0.0.1:1/',
    headless: true,
    background: true,
    printAdminKey: true,
    readyLine: true,
    allowLoopbackWebhooks: true,
    https: null,
    requestsPerMinute: 60,
  });
});

test('the API is served over HTTPS with a certificate that is made here or given', () => {
  expect(parseArguments(['--https']).https).toBe('self-made');
  expect(parseArguments(['--https', '--https-cert', 'c.pem', '--https-key', 'k.pem']).https).toEqual({
    certFile: join(process.cwd(), 'c.pem'),
    keyFile: join(process.cwd(), 'k.pem'),
  });
});

test('what cannot be followed is refused', () => {
  for (const line of [
    '--pratice',
    'file.txt',
    '--api-port',
    '--api-port=x',
    '--api-port=65536',
    '--api-port=-1',
    '--api-port=1.5',
    '--api-port=',
    '--https-cert=c.pem',
    '--https-key=k.pem',
    '--requests-per-minute=0',
    '--requests-per-minute=x',
    '--requests-per-minute=-1',
    '--requests-per-minute=1e3',
    '--practice=no',
    '--data-dir',
  ]) {
    expect(() => parseArguments(line.split(' ')), line).toThrow(ArgumentsError);
  }
});

test('switches of Chromium’s are left to it', () => {
  expect(parseArguments(['--no-sandbox', '--disable-gpu', '--inspect=0', '--remote-debugging-port=0'])).toMatchObject({
    mode: 'live',
  });
});

test('another Electron, root, or a missing sandbox allow practice only', () => {
  const sound = { electronVersion: '45.4.1', pinnedVersion: '45.4.1', isRoot: false, hasNoSandboxSwitch: false };
  const codes = (change: Partial<typeof sound>) => runtimeLimits({ ...sound, ...change }).map(({ code }) => code);
  expect(codes({})).toEqual([]);
  expect(codes({ electronVersion: '42.0.0' })).toEqual(['stand_in_runtime']);
  expect(codes({ isRoot: true })).toEqual(['no_sandbox']);
  expect(codes({ hasNoSandboxSwitch: true })).toEqual(['no_sandbox']);
  expect(codes({ electronVersion: '42.0.0', isRoot: true })).toEqual(['stand_in_runtime', 'no_sandbox']);
});

test('into the practice account and back the app starts as it was started, but to be seen', () => {
  const begun = ['/opt/lexline', '--background', '--data-dir', '/data', '--api-port', '0'];
  const practising = ['/opt/lexline', '--data-dir', '/data', '--api-port', '0', '--practice'];
  expect(argumentsIn('practice', begun)).toEqual(practising);
  expect(argumentsIn('practice', practising)).toEqual(practising);
  expect(argumentsIn('live', practising)).toEqual(practising.slice(0, -1));
});
