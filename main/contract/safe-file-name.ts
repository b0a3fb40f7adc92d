/** Control characters, and those that turn or hide what is written (as in `gpj.exe` shown as `exe.jpg`). */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** What no common file system takes in a name. */
const RESERVED_CHARACTERS = /[<>:"|?*]/g;
/** Devices of Windows, with or without an ending. */
const RESERVED_NAMES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** In UTF-8: what most file systems take, less some for what a browser adds, such as ` (1)`. */
const MAX_BYTES = 200;

/** How files are named that are opened by their name's ending, by the type found from their bytes. */
const ENDINGS: Record<string, string> = {
  'application/msword': 'doc',
  'application/pdf': 'pdf',
  'application/rtf': 'rtf',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/zip': 'zip',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/opus': 'opus',
  'audio/wav': 'wav',
  'audio/x-m4a': 'm4a',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'text/calendar': 'ics',
  'text/plain': 'txt',
  'text/vcard': 'vcf',
  'video/3gpp': '3gp',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
};

/**
 * A name under which a stranger's file can be saved on any system: no path, nothing unseen, nothing reserved, and not
 * too long. `claimed` is what the sender called it; where that is nothing, as with WhatsApp's pictures, it has the ending of
 * `type`, which was found from the bytes.
 */
export function safeFileName(claimed: string | null, type: string | null = null): string {
  const last = (claimed ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(new RegExp(UNSEEN.source, 'gu'), '')
    .replace(RESERVED_CHARACTERS, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const whole = RESERVED_NAMES.test(plain) ? `_${plain}` : plain;
  const ending = type === null ? undefined : ENDINGS[type];
  return shortened(whole) || (ending === undefined ? 'attachment' : `attachment.${ending}`);
}

/** Cut in the middle of what is too long: the ending says what opens it. */
function shortened(name: string): string {
  const encoder = new TextEncoder();
  const size = (text: string): number => encoder.encode(text).length;
  if (size(name) <= MAX_BYTES) return name;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  const characters = [...name.slice(0, name.length - ending.length)];
  while (size(characters.join('')) + size(ending) > MAX_BYTES) characters.pop();
  const kept = characters.join('');
  // The cut can leave a dot or a space at the end, which Windows would leave out: `.exe.` would become `.exe`.
  return ending === '' ? kept.replace(/[. ]+$/, '') : `${kept.trimEnd()}${ending}`;
}
