import { expect, test } from '@playwright/test';
import { withoutLooseMarks } from '../../../main/contract/loose-marks.ts';
import { safeFileName } from '../../../main/contract/safe-file-name.ts';
import { hasExecutableName } from '../../../main/domain/sendable-file.ts';
import { familyOf, fileTypeText, isShownImage } from '../../../renderer/features/attachments/file-type.ts';
import { fileWarnings } from '../../../renderer/features/attachments/file-warnings.ts';
import { createI18n } from '../../../renderer/i18n/create-i18n.ts';
import { hasOverrides, splitOverrides, withoutOverrides } from '../../../renderer/ui/overrides.ts';

const { t } = createI18n('en');

test('an override of the writing direction is a part of its own, and nothing of the text is lost', () => {
  const text = 'photo\u202Egpj.exe\u202D!';
  const parts = splitOverrides(text);
  expect(parts.filter(({ isOverride }) => isOverride).map((part) => part.text)).toEqual(['\u202E', '\u202D']);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(withoutOverrides(text)).toBe('photogpj.exe!');
});

test('marks that Arabic and Hebrew are written with are left alone', () => {
  const text = 'صباح\u200F الخير \u2067abc\u2069';
  expect(hasOverrides(text)).toBe(false);
  expect(splitOverrides(text)).toEqual([{ text, isOverride: false }]);
  expect(splitOverrides('')).toEqual([]);
});

/** Each mark of direction as its name in Unicode. */
const named = (text: string): string => {
  const names = ['LRE', 'RLE', 'PDF', 'LRO', 'RLO'];
  const isolates = ['LRI', 'RLI', 'FSI', 'PDI'];
  return text
    .replace(/[\u202a-\u202e]/g, (mark) => `[${names[mark.charCodeAt(0) - 0x202a]}]`)
    .replace(/[\u2066-\u2069]/g, (mark) => `[${isolates[mark.charCodeAt(0) - 0x2066]}]`)
    .replaceAll('\u2060', '-');
};

test('a mark that would end the isolation of a text, or outlast it, has no effect, and everything keeps its place', () => {
  for (const [text, harmless] of [
    ['Anna\u2069\u202b', 'Anna--'],
    ['Anna\u2069', 'Anna-'],
    ['Anna\u2067', 'Anna-'],
    ['\u202bAnna \u202aB', '-Anna -B'],
    ['a \u2069\u2068b\u2069', 'a -[FSI]b[PDI]'],
    ['\u2068a\u202b\u2069b\u202c', '[FSI]a-[PDI]b[PDF]'],
    ['\u202ba\u2068b\u202c\u2069', '-a[FSI]b[PDF][PDI]'],
    // The end of a line ends what is open, and so does whatever else ends a paragraph.
    ['\u2068a\nb\u2069', '-a\nb-'],
    ['a\u2029\u202bb', 'a -b'],
    ['\u2068a\u0085b\u2069', '[FSI]a b[PDI]'],
    ['a\r\nb', 'a \nb'],
  ] as const) {
    expect(named(withoutLooseMarks(text)), named(text)).toBe(harmless);
    expect(withoutLooseMarks(text)).toHaveLength(text.length);
  }
});

test('pairs, as WhatsApp writes them around mentions and numbers, and overrides, which are shown, are left alone', () => {
  for (const text of [
    '@\u2068Anna\u2069 \u202a+49 151 1234\u202c',
    'صباح \u2067abc \u2066d\u2069\u2069',
    'photo\u202egpj.exe',
    '\u202bא\u202db\u202c\u202c',
    '',
  ]) {
    expect(withoutLooseMarks(text)).toBe(text);
  }
});

test('a document that is what it is called gives no warning', () => {
  expect(fileWarnings('Kündigung.pdf', 'application/pdf')).toEqual([]);
  expect(fileWarnings('brief.v2.docx', 'application/zip')).toEqual([]);
  expect(fileWarnings('claim.pdf.p7m', 'application/octet-stream')).toEqual([]);
  expect(fileWarnings(null, null)).toEqual([]);
});

test('a program is named as one, by its ending or by its bytes', () => {
  expect(fileWarnings('setup.EXE', null)).toEqual(['program']);
  expect(fileWarnings('letter', 'application/x-msdownload')).toEqual(['program']);
  expect(fileWarnings('page.html', 'text/html')).toEqual(['program']);
});

test('a program behind a second ending is named, also with spaces between', () => {
  expect(fileWarnings('invoice.pdf.exe', null)).toEqual(['program', 'double_extension']);
  expect(fileWarnings('invoice.pdf          .scr', null)).toEqual(['program', 'double_extension']);
});

test('an ending that does not fit what was found is named, and one that could is not', () => {
  expect(fileWarnings('holiday.jpg', 'image/png')).toEqual(['type_differs']);
  expect(fileWarnings('holiday.jpg', null)).toEqual([]);
  expect(fileWarnings('notes.txt', 'application/octet-stream')).toEqual([]);
  expect(fileWarnings('constructor.constructor', 'application/pdf')).toEqual([]);
});

test('characters that turn a name are named, and seen through', () => {
  expect(fileWarnings('photo\u202Egpj.scr', null)).toEqual(['program', 'bidi']);
  expect(fileWarnings('photo.jpg\u200F.exe', null)).toEqual(['program', 'double_extension', 'bidi']);
});

test('a file is judged by the name that it would be saved under', () => {
  for (const name of [
    'Klage.pdf.vbs.',
    'Klage.pdf.vbs . .',
    'Klage.pdf.vbs\u00a0',
    'Klage.pdf.vbs\u200b',
    'Klage.pdf.v\u00adbs',
    'Klage.pdf.vbs\ufeff.',
  ]) {
    expect(safeFileName(name, 'text/plain'), name).toBe('Klage.pdf.vbs');
    expect(fileWarnings(name, 'text/plain'), name).toEqual(['program', 'double_extension']);
  }
});

test('a name that is cut to be saved is judged as it is after that', () => {
  const cut = `${'a'.repeat(196)}.exe and more`;
  expect(safeFileName(cut)).toBe(`${'a'.repeat(196)}.exe`);
  expect(fileWarnings(cut, null)).toEqual(['program']);
  expect(safeFileName(`${'a'.repeat(195)}.exe. and more`)).toBe(`${'a'.repeat(195)}.exe`);
});

test('whatever may not be sent for being a program is warned of when it comes', () => {
  for (const ending of [
    ...['appref-ms', 'application', 'msixbundle', 'vbscript', 'terminal', 'workflow', 'vhd', 'iso', 'img'],
    ...['settingcontent-ms', 'diagcab', 'library-ms', 'search-ms'],
  ]) {
    expect(fileWarnings(`Klage.${ending}`, null), ending).toEqual(['program']);
    expect(hasExecutableName(`Klage.${ending}`), ending).toBe(true);
  }
});

test('a document with macros is warned of as one, and may be sent', () => {
  for (const ending of ['docm', 'xlsm', 'pptm', 'dotm', 'xltm', 'xlam', 'ppam']) {
    expect(fileWarnings(`Klage.${ending}`, null), ending).toEqual(['macro']);
    expect(hasExecutableName(`Klage.${ending}`), ending).toBe(false);
  }
  expect(fileWarnings('Klage.pdf.docm', null)).toEqual(['macro', 'double_extension']);
  expect(fileWarnings('Klage', 'application/vnd.ms-word.document.macroEnabled.12')).toEqual(['macro']);
});

test('an ending of letters that only look like others is named, and one in its own script is not', () => {
  expect(fileWarnings('Klage.\u0440df', null)).toEqual(['look_alike']);
  expect(fileWarnings('Klage.\u0435\u0445\u0435', null)).toEqual(['look_alike']);
  expect(fileWarnings('Klage.\uff50\uff44\uff46', null)).toEqual(['look_alike']);
  expect(fileWarnings('Vertrag.Müller', null)).toEqual([]);
  expect(fileWarnings('عقد.نهائي', null)).toEqual([]);
  expect(fileWarnings('Договор.копия', null)).toEqual([]);
});

test('a file is called by what was found in it', () => {
  expect(fileTypeText('application/pdf', t)).toBe('PDF document');
  expect(fileTypeText('audio/ogg; codecs=opus', t)).toBe('Sound (OGG)');
  expect(fileTypeText('image/jpeg', t)).toBe('Picture (JPEG)');
  expect(fileTypeText('application/x-quite-new', t)).toBe('application/x-quite-new');
  expect(fileTypeText(null, t)).toBe('Unknown type');
  expect(familyOf('image/svg+xml')).toBe('web');
});

test('only pictures without script are shown', () => {
  expect(isShownImage('image/webp')).toBe(true);
  expect(isShownImage('image/svg+xml')).toBe(false);
  expect(isShownImage('text/html')).toBe(false);
  expect(isShownImage(null)).toBe(false);
});
