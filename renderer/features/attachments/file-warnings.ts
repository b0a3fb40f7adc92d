import { endingOf, MACRO_ENDINGS, PAGE_ENDINGS, PROGRAM_ENDINGS } from '../../../main/contract/file-endings.ts';
import { looksAlike } from '../../../main/contract/looks-alike.ts';
import { safeFileName } from '../../../main/contract/safe-file-name.ts';
import { familyOf } from './file-type.ts';

export type FileWarning = 'program' | 'macro' | 'double_extension' | 'look_alike' | 'type_differs' | 'bidi';

/** Every character that directs, embeds or overrides. A file name has no honest use for one. */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

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

/**
 * Why a stranger's file deserves a second look: by the name that it would be saved under, and by what was found in its
 * bytes (null while they are not there). The worst comes first.
 */
export function fileWarnings(name: string | null, mimeType: string | null): FileWarning[] {
  // Saving leaves out what is invisible, and dots and spaces at the end: `x.vbs.` is no program before it, and one after.
  const saved = safeFileName(name, mimeType);
  const last = endingOf(saved);
  const before = endingOf(saved.slice(0, Math.max(0, saved.lastIndexOf('.'))));
  const expected = Object.hasOwn(ENDINGS, last) ? ENDINGS[last] : undefined;
  const family = familyOf(mimeType);
  const endsAsProgram = PROGRAM_ENDINGS.has(last) || PAGE_ENDINGS.has(last);
  const endsAsMacro = MACRO_ENDINGS.has(last);
  const found: [FileWarning, boolean][] = [
    ['program', endsAsProgram || family === 'program' || family === 'web'],
    ['macro', endsAsMacro || /macroenabled/i.test(mimeType ?? '')],
    // A signature over a document, as in `claim.pdf.p7m`, has two endings as well, and is none of these.
    ['double_extension', (endsAsProgram || endsAsMacro) && Object.hasOwn(ENDINGS, before)],
    ['look_alike', isLookAlike(last)],
    ['type_differs', mimeType !== null && expected !== undefined && !expected.test(mimeType)],
    ['bidi', BIDI_CONTROLS.test(name ?? '')],
  ];
  return found.filter(([, is]) => is).map(([warning]) => warning);
}

/** Letters of another script in it, as in `.\u0440df`, or such as are only drawn in another way: `.\uff50\uff44\uff46`. */
function isLookAlike(ending: string): boolean {
  const plain = ending.normalize('NFKC');
  // What has a space in it is the end of a sentence, not an ending.
  return !/\s/.test(ending) && (looksAlike(ending) || (plain !== ending && /^[\0-\x7f]+$/.test(plain)));
}
