import type { TFunction } from 'i18next';

/** What a file is, by the type found in its bytes. */
export type FileFamily =
  | 'pdf'
  | 'word'
  | 'excel'
  | 'powerpoint'
  | 'opendocument'
  | 'text'
  | 'web'
  | 'image'
  | 'video'
  | 'audio'
  | 'archive'
  | 'program'
  | 'mail'
  | 'contact'
  | 'unknown'
  | 'other';

const FAMILIES: readonly [FileFamily, RegExp][] = [
  ['pdf', /^application\/pdf$/],
  ['word', /^application\/(msword|rtf|vnd\.openxmlformats-officedocument\.wordprocessingml\..+)$|^text\/rtf$/],
  ['excel', /^application\/(vnd\.ms-excel|vnd\.openxmlformats-officedocument\.spreadsheetml\..+)$|^text\/csv$/],
  ['powerpoint', /^application\/(vnd\.ms-powerpoint|vnd\.openxmlformats-officedocument\.presentationml\..+)$/],
  ['opendocument', /^application\/vnd\.oasis\.opendocument\./],
  [
    'program',
    /^application\/(x-msdownload|x-dosexec|vnd\.microsoft\.portable-executable|x-executable|x-elf|x-mach-binary|java-archive|vnd\.android\.package-archive|x-sh|x-shellscript|x-msi|x-ms-shortcut|x-bat|(x-)?javascript|x-apple-diskimage)$|^text\/(x-)?(javascript|shellscript)$/,
  ],
  ['archive', /^application\/(zip|gzip|x-gzip|x-7z-compressed|x-rar-compressed|vnd\.rar|x-tar|x-bzip2|x-xz|zstd)$/],
  ['mail', /^message\/|^application\/vnd\.ms-outlook$/],
  ['contact', /^text\/(x-)?vcard$/],
  ['web', /^text\/html$|^application\/xhtml\+xml$|^image\/svg\+xml$/],
  ['image', /^image\//],
  ['video', /^video\//],
  ['audio', /^audio\/|^application\/ogg$/],
  ['text', /^text\/|^application\/(json|xml)$/],
  ['unknown', /^application\/octet-stream$/],
];

/** Null, when nothing is known of the bytes, is `unknown` as well. */
export function familyOf(mimeType: string | null): FileFamily {
  if (mimeType === null) return 'unknown';
  const bare = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
  return FAMILIES.find(([, pattern]) => pattern.test(bare))?.[0] ?? 'other';
}

/** The type that was found, for a person: `PDF document`, `Picture (JPEG)`. */
export function fileTypeText(mimeType: string | null, t: TFunction): string {
  const family = familyOf(mimeType);
  if (family === 'image' || family === 'video' || family === 'audio') {
    const kind = (mimeType ?? '').split(';')[0]?.split('/')[1]?.replace(/^x-/, '').toUpperCase() ?? '';
    return t(`attachment.type.${family}`, { kind });
  }
  if (family === 'other') return t('attachment.type.other', { mime: mimeType ?? '' });
  return t(`attachment.type.${family}`);
}

/** The pictures that the main process gives to this window; an SVG, which can carry script, is none of them. */
const SHOWN_IMAGES = /^image\/(jpeg|png|gif|webp|avif|bmp)$/;

export function isShownImage(mimeType: string | null): boolean {
  return mimeType !== null && SHOWN_IMAGES.test(mimeType);
}
