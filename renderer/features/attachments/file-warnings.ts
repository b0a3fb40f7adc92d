import { familyOf } from './file-type.ts';

export type FileWarning = 'program' | 'double_extension' | 'type_differs' | 'bidi';

/** Every character that directs, embeds or overrides. A file name has no honest use for one. */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Endings of what runs, or makes something run, when it is opened. */
const PROGRAMS = new Set(
  (
    'apk app appimage bat bin chm cmd com command cpl deb desktop dll dmg exe hta htm html iso img jar js jse lnk mht ' +
    'msc msi msix msp pif pkg ps1 psm1 py rb reg rpm run scf scr sh svg sys url vb vbe vbs ws wsf wsh xhtml xll'
  ).split(' '),
);

/** What files with an ending may be found to be. An ending that is not here says nothing. */
const ENDINGS: Record<string, RegExp> = {
  pdf: /^application\/pdf$/,
  jpg: /^image\/jpeg$/,
  jpeg: /^image\/jpeg$/,
  png: /^image\/png$/,
  gif: /^image\/gif$/,
  webp: /^image\/webp$/,
  // These are containers: what is found in them depends on how far one looks.
  doc: /^application\/(msword|x-cfb|rtf)$/,
  xls: /^application\/(vnd\.ms-excel|x-cfb)$/,
  ppt: /^application\/(vnd\.ms-powerpoint|x-cfb)$/,
  docx: /^application\/(vnd\.openxmlformats|zip)/,
  xlsx: /^application\/(vnd\.openxmlformats|zip)/,
  pptx: /^application\/(vnd\.openxmlformats|zip)/,
  odt: /^application\/(vnd\.oasis|zip)/,
  ods: /^application\/(vnd\.oasis|zip)/,
  zip: /^application\/zip$/,
  mp3: /^audio\/mpeg$/,
  mp4: /^(video|audio)\/(mp4|quicktime|x-m4[av])$/,
  txt: /^(text\/|application\/octet-stream$)/,
};

/** The last two endings of a name, lower case; empty where there is none. */
function endingsOf(name: string): [before: string, last: string] {
  const parts = name.toLowerCase().split('.');
  const last = parts.length > 1 ? (parts.at(-1) ?? '') : '';
  const before = parts.length > 2 ? (parts.at(-2) ?? '') : '';
  return [before.trim(), last.trim()];
}

/**
 * Why a stranger's file deserves a second look: by its name, and by what was found in its bytes (null while they are
 * not there). The worst comes first.
 */
export function fileWarnings(name: string | null, mimeType: string | null): FileWarning[] {
  const [before, last] = endingsOf((name ?? '').replaceAll(BIDI_CONTROLS, ''));
  const expected = Object.hasOwn(ENDINGS, last) ? ENDINGS[last] : undefined;
  const family = familyOf(mimeType);
  const endsAsProgram = PROGRAMS.has(last);
  const found: [FileWarning, boolean][] = [
    ['program', endsAsProgram || family === 'program' || family === 'web'],
    // A signature over a document, as in `claim.pdf.p7m`, has two endings as well, and is none of these.
    ['double_extension', endsAsProgram && Object.hasOwn(ENDINGS, before)],
    ['type_differs', mimeType !== null && expected !== undefined && !expected.test(mimeType)],
    ['bidi', (name ?? '').search(BIDI_CONTROLS) >= 0],
  ];
  return found.filter(([, is]) => is).map(([warning]) => warning);
}
