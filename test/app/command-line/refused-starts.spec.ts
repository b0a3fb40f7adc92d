import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type LaunchedApp, launchApp, livingOf, startApp } from '../../support/running-app.ts';
import { newFolder, removeFolders } from './folders.ts';

test.afterEach(() => removeFolders());

async function endOf(app: LaunchedApp): Promise<{ code: number | null; stderr: string; stdout: string }> {
  const { code } = await app.exit;
  return { code, stderr: app.stderr(), stdout: app.stdout() };
}

const REFUSED: { name: string; args: string[]; says: RegExp }[] = [
  { name: 'an unknown option', args: ['--frobnicate'], says: /--frobnicate/ },
  { name: 'a stray word', args: ['practice'], says: /practice/ },
  { name: 'a port that is no number', args: ['--api-port', 'http'], says: /--api-port must be a number .* not http/ },
  { name: 'a port that is none', args: ['--api-port', '70000'], says: /--api-port must be a number .* not 70000/ },
  { name: 'a value for a switch', args: ['--practice=yes'], says: /--practice/ },
  { name: 'a page that is no address', args: ['--whatsapp-url', 'whatsapp'], says: /--whatsapp-url is not an address/ },
  {
    name: 'a page on another machine',
    args: ['--whatsapp-url', 'http://192.168.1.10:8080/'],
    says: /--whatsapp-url must be on this machine/,
  },
  {
    name: 'a page whose host only begins like this machine',
    args: ['--whatsapp-url', 'http://127.0.0.1.example.com/'],
    says: /--whatsapp-url must be on this machine/,
  },
  {
    name: 'a file as the page',
    args: ['--whatsapp-url', 'file:///etc/passwd'],
    says: /--whatsapp-url must be on this machine/,
  },
  {
    name: 'the real WhatsApp in the practice account',
    args: ['--practice', '--whatsapp-url', 'https://web.whatsapp.com/'],
    says: /--practice .*--whatsapp-url|--whatsapp-url .*practice/,
  },
];

for (const { name, args, says } of REFUSED) {
  test(`refuses ${name} with a clear word and exit code 2, and makes no data folder`, async () => {
    const dataDir = join(newFolder(), 'data');
    const { code, stderr, stdout } = await endOf(launchApp({ dataDir, args }));
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(existsSync(dataDir)).toBe(false);
  });
}

test('refuses an option without its value, and an empty data folder', async () => {
  const bare = await endOf(launchApp({ dataDir: newFolder(), bare: true, args: ['--api-port'] }));
  expect(bare).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/--api-port/) });
  const empty = await endOf(launchApp({ dataDir: '', cwd: newFolder(), args: ['--practice'] }));
  expect(empty).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/--data-dir/) });
});

test('says which port is taken and how to choose another, and leaves nothing running', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  try {
    const app = launchApp({ args: ['--practice', '--api-port', String(port)] });
    const { code, stderr, stdout } = await endOf(app);
    expect(stderr).toMatch(new RegExp(`port ${port} .*--api-port`, 'i'));
    expect(code).toBe(1);
    expect(stdout).toBe('');
    await expect.poll(() => livingOf(app.process)).toEqual([]);
    await app.stop();
  } finally {
    server.close();
  }
});

test('answers on the port that it is given', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  const app = await startApp({ args: ['--practice', '--api-port', String(port)] });
  expect(app.ready.api).toBe(`http://127.0.0.1:${port}`);
  expect((await app.call('GET', '/v1/health')).status).toBe(200);
  await app.stop();
});

test('refuses a page of one’s own in a data folder that was linked to the real WhatsApp', async () => {
  const dataDir = newFolder();
  writeFileSync(join(dataDir, 'real-whatsapp'), '');
  const { code, stderr } = await endOf(launchApp({ dataDir, args: ['--whatsapp-url', 'http://127.0.0.1:9/'] }));
  expect(stderr).toMatch(/has been linked to the real WhatsApp. Use another --data-dir/);
  expect(code).toBe(2);
  expect(readdirSync(dataDir)).not.toContain('live.db');
});
