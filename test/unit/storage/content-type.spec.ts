import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { createContentTypeFinder } from '../../../main/storage/content-type.ts';

async function typeOf(bytes: Buffer | string, chunk = 1000): Promise<string> {
  const finder = createContentTypeFinder();
  const buffer = Buffer.from(bytes);
  for (let from = 0; from < buffer.length; from += chunk) finder.take(buffer.subarray(from, from + chunk));
  return finder.find();
}

/** A ZIP archive with these files, not compressed (APPNOTE.TXT 4.3). */
function zipOf(files: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  for (const [name, content] of Object.entries(files)) {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt32LE(content.length, 18);
    header.writeUInt32LE(content.length, 22);
    header.writeUInt16LE(name.length, 26);
    parts.push(header, Buffer.from(name), Buffer.from(content));
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  return Buffer.concat([...parts, end]);
}

const PNG = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  Buffer.from('00000001000000010802000000907753de0000000049454e44ae426082', 'hex'),
]);

test('known formats are told by their bytes', async () => {
  const cases: [string, Buffer | string][] = [
    ['image/png', PNG],
    ['image/jpeg', Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex')],
    ['image/gif', Buffer.from('474946383961010001000000002c', 'hex')],
    ['application/pdf', '%PDF-1.7\n1 0 obj'],
    ['application/pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(500)])],
    ['application/zip', zipOf({ 'a.txt': 'x' })],
    ['video/mp4', Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex')],
  ];
  for (const [type, bytes] of cases) expect(await typeOf(bytes), type).toBe(type);
});

test('Office documents are told from other archives, also when that is said far inside', async () => {
  const main = (kind: string) =>
    `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.${kind}.main+xml"/></Types>`;
  const padding = 'x'.repeat(70_000);
  for (const [kind, type] of [
    ['wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['spreadsheetml.sheet', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ] as const) {
    expect(await typeOf(zipOf({ '[Content_Types].xml': main(kind), 'a.xml': 'x' }))).toBe(type);
    expect(await typeOf(zipOf({ 'padding.bin': padding, '[Content_Types].xml': main(kind) }))).toBe(type);
  }
});

test('an Ogg sound has no parameters in its type', async () => {
  const page = Buffer.alloc(64);
  page.write('OggS', 0);
  page.write('OpusHead', 28);
  expect(await typeOf(page)).toBe('audio/ogg');
});

test('text is text, whatever it would do if it were run or shown', async () => {
  const texts = [
    'Dear Sir,\r\n\tas discussed…',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<?xml version="1.0"?><svg onload="alert(1)"/>',
    '<!DOCTYPE html><script>alert(1)</script>',
    '#!/bin/sh\nrm -rf /',
    '@echo off',
    // Marks of two letters, by chance.
    'BMW is a car',
    'MZ is a text',
    '\uFEFFwith a byte order mark',
    '',
  ];
  for (const text of texts) expect(await typeOf(text, 3), text).toBe('text/plain');
});

test('what is neither known nor text is only bytes', async () => {
  const cases: (Buffer | string)[] = [
    'text\0with a NUL',
    Buffer.from([0xff, 0xfe, 0x00, 0x01]),
    Buffer.from('a text in Latin 1: é', 'latin1'),
    // Cut in the middle of a character.
    Buffer.from('€').subarray(0, 2),
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<?xml version="1.0"?><svg/>', 'utf16le')]),
    Buffer.concat([Buffer.alloc(300_000, 'a'), Buffer.from([0xff])]),
  ];
  for (const bytes of cases) expect(await typeOf(bytes)).toBe('application/octet-stream');
});

test('bytes that are made to break a reader break nothing', async () => {
  const heads = [
    'PK\x03\x04',
    'RIFF',
    '\x1a\x45\xdf\xa3',
    'II*\0',
    'MM\0*',
    'ID3',
    '\x1f\x8b\x08',
    'OggS',
    '\0\0\0\x18ftyp',
    '\x30\x26\xb2\x75',
  ];
  for (const head of heads) {
    for (let round = 0; round < 20; round++) {
      const bytes = Buffer.concat([Buffer.from(head, 'latin1'), randomBytes(1 + round * 37)]);
      expect(await typeOf(bytes)).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/);
    }
  }
});
