import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { PageData } from '../../../main/contract/page-data.ts';
import { isSelector } from '../../../main/whatsapp/css-selector.ts';
import { loadPageData } from '../../../main/whatsapp/page-data.ts';
import builtIn from '../../../resources/page/page-data.json' with { type: 'json' };
import { signPageData } from '../../../resources/page/sign.mjs';

const OWN_BUNDLE = '/* the built-in wa-js */';
const keys = generateKeyPairSync('ed25519');
const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

const base = test.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's form.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'lexline-page-data-'));
    await mkdir(join(folder, 'page-data'));
    await writeFile(join(folder, 'wa.js'), OWN_BUNDLE);
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

function load(folder: string, key = publicKey) {
  return loadPageData({ folder: join(folder, 'page-data'), waJsFile: join(folder, 'wa.js'), publicKey: key });
}

const file = (folder: string, name: string) => join(folder, 'page-data', name);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Puts a signed file there, as a release of new page data does. */
async function put(folder: string, data: unknown, change: { privateKey?: typeof keys.privateKey } = {}): Promise<void> {
  const bytes = Buffer.from(typeof data === 'string' ? data : JSON.stringify(data));
  await writeFile(file(folder, 'page-data.json'), bytes);
  const signature = sign(null, bytes, change.privateKey ?? keys.privateKey).toString('base64');
  await writeFile(file(folder, 'page-data.sig'), `${signature}\n`);
}

const mended = (version: number, change: object = {}) => ({
  version,
  selectors: { qr: '[data-testid="new-qr"][data-ref]' },
  waJsSha256: null,
  ...change,
});

const BUILT_IN = { isBuiltIn: true, version: builtIn.version, selectors: builtIn.selectors, waJsSource: OWN_BUNDLE };

base('without a file the built-in data is used, and nothing is refused', async ({ folder }) => {
  expect(await load(folder)).toEqual({ ...BUILT_IN, refusal: null });
  await rm(join(folder, 'page-data'), { recursive: true });
  expect(await load(folder)).toEqual({ ...BUILT_IN, refusal: null });
});

base('a signed file is used, again and again; what it leaves out is as it was', async ({ folder }) => {
  await put(folder, mended(7));
  for (let start = 0; start < 3; start += 1) {
    const used = await load(folder);
    expect(used).toMatchObject({ version: 7, isBuiltIn: false, refusal: null, waJsSource: OWN_BUNDLE });
    expect(used.selectors).toEqual({ ...builtIn.selectors, qr: '[data-testid="new-qr"][data-ref]' });
  }
});

base('a bundle beside it is used when it is the one that was signed', async ({ folder }) => {
  const bundle = '/* another wa-js */';
  await put(folder, mended(8, { waJsSha256: sha256(bundle) }));
  expect(await load(folder)).toMatchObject({ isBuiltIn: true, refusal: 'wrong_bundle', waJsSource: OWN_BUNDLE });
  await writeFile(file(folder, 'wppconnect-wa.js'), `${bundle} // and more`);
  expect(await load(folder)).toMatchObject({ isBuiltIn: true, refusal: 'wrong_bundle', waJsSource: OWN_BUNDLE });
  await writeFile(file(folder, 'wppconnect-wa.js'), bundle);
  expect(await load(folder)).toMatchObject({ isBuiltIn: false, version: 8, waJsSource: bundle });
});

base('a bundle that the file does not name is not looked at', async ({ folder }) => {
  await writeFile(file(folder, 'wppconnect-wa.js'), 'alert(1)');
  await put(folder, mended(8));
  expect(await load(folder)).toMatchObject({ isBuiltIn: false, waJsSource: OWN_BUNDLE });
});

base('versions only rise, whatever is put there later', async ({ folder }) => {
  await put(folder, mended(9));
  expect(await load(folder)).toMatchObject({ version: 9 });
  await put(folder, mended(8));
  expect(await load(folder)).toMatchObject({ ...BUILT_IN, refusal: 'outdated' });
  // The same number with another content is no newer either.
  await put(folder, mended(9, { selectors: { qr: '#other' } }));
  expect(await load(folder)).toMatchObject({ ...BUILT_IN, refusal: 'outdated' });
  await put(folder, mended(10));
  expect(await load(folder)).toMatchObject({ version: 10, refusal: null });
  await writeFile(file(folder, 'highest-version'), 'nonsense');
  expect(await load(folder)).toMatchObject({ ...BUILT_IN, refusal: 'unreadable' });
});

base('a version that is no newer than the built-in one is refused', async ({ folder }) => {
  await put(folder, mended(builtIn.version));
  expect(await load(folder)).toMatchObject({ ...BUILT_IN, refusal: 'outdated' });
});

base('what is not signed with our key is refused', async ({ folder }) => {
  await put(folder, mended(7), { privateKey: generateKeyPairSync('ed25519').privateKey });
  expect(await load(folder)).toMatchObject({ ...BUILT_IN, refusal: 'wrong_signature' });
  await put(folder, mended(7));
  // One byte more, and it is another file.
  await writeFile(file(folder, 'page-data.json'), `${JSON.stringify(mended(7))}\n`);
  expect(await load(folder)).toMatchObject({ ...BUILT_IN, refusal: 'wrong_signature' });
  for (const signature of ['', 'AAAA', 'not base64 at all!', 'A'.repeat(88)]) {
    await writeFile(file(folder, 'page-data.sig'), signature);
    expect(await load(folder)).toMatchObject({ ...BUILT_IN, refusal: 'wrong_signature' });
  }
  await rm(file(folder, 'page-data.sig'));
  expect(await load(folder)).toMatchObject({ ...BUILT_IN, refusal: 'unreadable' });
  await put(folder, mended(7));
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  expect(await load(folder, other)).toMatchObject({ ...BUILT_IN, refusal: 'wrong_signature' });
});

base("nobody's key but ours opens the app that ships", async ({ folder }) => {
  await put(folder, mended(7));
  const shipped = await loadPageData({ folder: join(folder, 'page-data'), waJsFile: join(folder, 'wa.js') });
  expect(shipped).toMatchObject({ ...BUILT_IN, refusal: 'wrong_signature' });
});

base('a signed file that this version cannot read is refused', async ({ folder }) => {
  const malformed = [
    'no json',
    '[]',
    mended(0),
    mended(1.5),
    mended(7, { selectors: { qr: 5 } }),
    mended(7, { selectors: { 'no name': '#x' } }),
    mended(7, { selectors: { qr: '' } }),
    mended(7, { selectors: { qr: 'div{' } }),
    mended(7, { selectors: { qr: '#a, ' } }),
    mended(7, { waJsSha256: 'abc' }),
    mended(7, { script: 'alert(1)' }),
  ];
  for (const data of malformed) {
    await put(folder, data);
    expect(await load(folder), JSON.stringify(data)).toMatchObject({ ...BUILT_IN, refusal: 'malformed' });
  }
});

base('a file that is too large, or none at all, is refused', async ({ folder }) => {
  await put(folder, mended(7));
  await writeFile(file(folder, 'page-data.json'), 'x'.repeat(1_000_001));
  expect(await load(folder)).toMatchObject({ ...BUILT_IN, refusal: 'unreadable' });
  await rm(file(folder, 'page-data.json'));
  await mkdir(file(folder, 'page-data.json'));
  expect(await load(folder)).toMatchObject({ ...BUILT_IN, refusal: 'unreadable' });
});

base('the release script signs what the app then takes, and only what belongs together', async ({ folder }) => {
  const key = join(folder, 'key.pem');
  const dataFile = file(folder, 'page-data.json');
  await writeFile(key, keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await writeFile(dataFile, JSON.stringify(mended(12), null, 2));
  const script = join(import.meta.dirname, '../../../resources/page/sign.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, key, dataFile]);
  expect(stdout.trim()).toBe(file(folder, 'page-data.sig'));
  expect(await load(folder)).toMatchObject({ version: 12, refusal: null });
  expect(await readFile(dataFile, 'utf8')).toBe(JSON.stringify(mended(12), null, 2));

  await writeFile(dataFile, JSON.stringify(mended(13, { waJsSha256: sha256('x') })));
  expect(() => signPageData(key, dataFile)).toThrow(/bundle/);
  await writeFile(file(folder, 'wppconnect-wa.js'), 'x');
  signPageData(key, dataFile);
  expect(await load(folder)).toMatchObject({ version: 13, waJsSource: 'x' });
  await writeFile(dataFile, '{}');
  expect(() => signPageData(key, dataFile)).toThrow(/version/);
  await expect(promisify(execFile)(process.execPath, [script])).rejects.toThrow(/usage/);
});

test('the built-in data is what the contract says, and every selector of it could be in a signed file', () => {
  expect(PageData.parse(builtIn)).toEqual(builtIn);
  for (const [name, selector] of Object.entries(builtIn.selectors)) expect(isSelector(selector), name).toBe(true);
});

for (const selector of [
  '#pane-side',
  '*',
  'div > span.a:not(.b):first-child + em ~ i',
  '[data-testid^="conv-msg-"][data-id]',
  "a[href*='x' i], b:nth-child(2n + 1)",
  ':is(a, b) :has(> c)',
  'button:has([data-icon="refresh-large"])',
]) {
  test(`${selector} is a selector`, () => expect(isSelector(selector)).toBe(true));
}

for (const text of [
  '',
  ' ',
  'div,',
  ', div',
  'div >',
  '> div',
  'div{}',
  'div;span',
  '<script>',
  '[a="b',
  '[a=]',
  'a:not(',
  'a:not()',
  ':unknown-thing',
  'a::before',
  'a:nth-child(x)',
  '#',
  '.5',
  'a//b',
  '@import "x"',
]) {
  test(`${JSON.stringify(text)} is no selector`, () => expect(isSelector(text)).toBe(false));
}
