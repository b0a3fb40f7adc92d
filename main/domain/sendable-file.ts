import { endingOf, PROGRAM_ENDINGS } from '../contract/file-endings.ts';
import { LIMIT_OF_USE } from '../contract/limits.ts';
import { safeFileName } from '../contract/safe-file-name.ts';
import type { FileUse } from '../contract/values.ts';
import { AppError } from './app-error.ts';

const MB = 1024 * 1024;

/** What WhatsApp Web shows as each kind; of every other type it makes a document. */
const TYPES_OF_USE: Record<Exclude<FileUse, 'document'>, ReadonlySet<string>> = {
  image: new Set(['image/jpeg', 'image/png', 'image/webp']),
  video: new Set(['video/mp4', 'video/3gpp', 'video/quicktime']),
  audio: new Set(['audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/aac', 'audio/amr', 'audio/ogg', 'audio/opus']),
  voice: new Set(['audio/ogg', 'audio/opus', 'audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/aac', 'audio/amr']),
};

/** What a double click runs, as found from the bytes. */
const EXECUTABLE_TYPES = new Set([
  'application/java-archive',
  'application/java-vm',
  'application/vnd.android.package-archive',
  'application/vnd.debian.binary-package',
  'application/vnd.microsoft.portable-executable',
  'application/vnd.ms-cab-compressed',
  'application/wasm',
  'application/x-apple-diskimage',
  'application/x-bat',
  'application/x-deb',
  'application/x-dosexec',
  'application/x-elf',
  'application/x-executable',
  'application/x-google-chrome-extension',
  'application/x-iso9660-image',
  'application/x-mach-binary',
  'application/x-ms-shortcut',
  'application/x-msdownload',
  'application/x-msi',
  'application/x-rpm',
  'application/x-sh',
  'application/x-sharedlib',
  'application/x-shellscript',
  'application/x.apple.alias',
  'application/x.ms.shortcut',
]);

/** The first bytes of programs: Windows, ELF, Mach-O and Java (in each order), WebAssembly, scripts, Windows links. */
const EXECUTABLE_STARTS: readonly (readonly number[])[] = [
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
  [0xfe, 0xed, 0xfa, 0xce],
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
  [0x00, 0x61, 0x73, 0x6d],
  [0x23, 0x21],
  [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00],
];

/** Enough of a file's beginning for `startsLikeProgram`, in bytes. */
export const PROGRAM_START_BYTES = Math.max(...EXECUTABLE_STARTS.map(({ length }) => length));

/** Whether a file of that name would be run by a double click, under the name that is kept of it. */
export function hasExecutableName(fileName: string): boolean {
  return PROGRAM_ENDINGS.has(endingOf(safeFileName(fileName)));
}

/** Whether that type, found from the bytes, is one that runs. */
export function isExecutableType(mimeType: string): boolean {
  return EXECUTABLE_TYPES.has(mimeType);
}

/** Whether bytes that begin so are a program, whatever they are called. `start` may be longer than is needed. */
export function startsLikeProgram(start: Uint8Array): boolean {
  return EXECUTABLE_STARTS.some((bytes) => bytes.every((byte, index) => start[index] === byte));
}

/** How a file of that type is shown when nobody says otherwise. The type is the one found from the bytes. */
export function defaultUse(mimeType: string): FileUse {
  const [type = ''] = mimeType.split(';');
  for (const use of ['image', 'video', 'audio'] as const) if (TYPES_OF_USE[use].has(type)) return use;
  return 'document';
}

/** Throws AppError `file_type_not_allowed` when a file cannot be shown so, `body_too_large` when WhatsApp would refuse it. */
export function checkUse(file: { mimeType: string; size: number }, use: FileUse): void {
  const [type = ''] = file.mimeType.split(';');
  if (use !== 'document' && !TYPES_OF_USE[use].has(type)) {
    throw new AppError('file_type_not_allowed', [{ field: 'attachment.use', message: `a ${type} is no ${use}` }]);
  }
  if (file.size > LIMIT_OF_USE[use]) {
    const message = `WhatsApp takes ${LIMIT_OF_USE[use] / MB} MB at most as ${use}`;
    throw new AppError('body_too_large', [{ field: 'attachment.id', message }]);
  }
}
