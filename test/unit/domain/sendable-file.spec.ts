import { FileUse } from '../../../main/contract/values.ts';
import { AppError } from '../../../main/domain/app-error.ts';
import {
  checkUse,
  defaultUse,
  hasExecutableName,
  isExecutableType,
  startsLikeProgram,
} from '../../../main/domain/sendable-file.ts';
import { expect, test } from '../../support/core-fixture.ts';

const MB = 1024 * 1024;

function refusal(mimeType: string, size: number, use: FileUse): string | null {
  try {
    checkUse({ mimeType, size }, use);
    return null;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

test('how a file is shown follows from its real type when nobody says otherwise', () => {
  for (const [type, use] of [
    ['image/jpeg', 'image'],
    ['image/png', 'image'],
    ['image/webp', 'image'],
    ['image/gif', 'document'],
    ['image/svg+xml', 'document'],
    ['image/tiff', 'document'],
    ['video/mp4', 'video'],
    ['video/x-matroska', 'document'],
    ['audio/mpeg', 'audio'],
    ['audio/ogg; codecs=opus', 'audio'],
    ['application/pdf', 'document'],
    ['application/octet-stream', 'document'],
    ['', 'document'],
  ] as const) {
    expect(defaultUse(type), type).toBe(use);
  }
});

test('a file is shown as what it is, or as a document', () => {
  for (const use of FileUse.options) {
    expect(refusal('application/pdf', 1, use), use).toBe(use === 'document' ? null : 'file_type_not_allowed');
    expect(refusal('text/html', 1, use), use).toBe(use === 'document' ? null : 'file_type_not_allowed');
  }
  expect(refusal('image/jpeg', 1, 'document')).toBeNull();
  expect(refusal('audio/ogg; codecs=opus', 1, 'voice')).toBeNull();
  expect(refusal('video/mp4', 1, 'audio')).toBe('file_type_not_allowed');
});

test('what is larger than WhatsApp takes of that use is refused before anything is sent', () => {
  for (const [type, use, limit] of [
    ['image/jpeg', 'image', 16 * MB],
    ['video/mp4', 'video', 64 * MB],
    ['audio/mpeg', 'audio', 16 * MB],
    ['audio/ogg', 'voice', 16 * MB],
    ['application/pdf', 'document', 100 * MB],
    // Too large to be shown as a picture, and small enough for a document.
    ['image/jpeg', 'document', 100 * MB],
  ] as const) {
    expect([refusal(type, limit, use), refusal(type, limit + 1, use)], `${type} as ${use}`).toEqual([
      null,
      'body_too_large',
    ]);
  }
});

test('what a double click would run is known by its name, whatever stands before the last ending', () => {
  for (const name of [
    'a.exe',
    'A.EXE',
    'brief.pdf.scr',
    'brief.pdf.exe ',
    'x.bat.',
    'x.bat\u00a0',
    'x.b\u200bat',
    'x.js',
    'x.lnk',
    'x.apk',
    'x.ps1',
  ]) {
    expect(hasExecutableName(name), name).toBe(true);
  }
  for (const name of ['a.pdf', 'exe', 'a.exe.pdf', 'Klage.docx', 'no ending', '.pdf', 'x.', 'jar of jam.txt']) {
    expect(hasExecutableName(name), name).toBe(false);
  }
});

test('what runs is known by its type and by its first bytes', () => {
  for (const type of ['application/x-msdownload', 'application/x-elf', 'application/vnd.android.package-archive']) {
    expect(isExecutableType(type), type).toBe(true);
  }
  expect(isExecutableType('application/pdf')).toBe(false);
  for (const hex of [
    '4d5a9000',
    '7f454c4602',
    'cffaedfe07',
    'cafebabe00',
    '23212f62696e2f7368',
    '4c0000000114020000',
  ]) {
    expect(startsLikeProgram(Buffer.from(hex, 'hex')), hex).toBe(true);
  }
  for (const hex of ['', '4d', '255044462d', 'ffd8ffe0', '504b0304', '4c000000']) {
    expect(startsLikeProgram(Buffer.from(hex, 'hex')), hex).toBe(false);
  }
});
