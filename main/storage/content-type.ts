import { fileTypeFromBuffer } from 'file-type';

/** How much of a file's beginning is looked at: Office documents are told from other archives by what lies further in. */
const HEAD_BYTES = 262_144;

/** Formats that are text by nature and have a mark of their own. Of any other, a mark in a text is chance. */
const TEXT_FORMATS: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/postscript',
  'application/rtf',
  'text/calendar',
  'text/vcard',
  'text/vtt',
]);

const BINARY = 'application/octet-stream';

/** Finds out what bytes are while they pass by. Names and claims are never asked. */
export interface ContentTypeFinder {
  take(bytes: Uint8Array): void;
  /**
   * The MIME type without parameters. HTML, SVG, XML and scripts are `text/plain` like any other text: nothing that
   * could run is ever called what would make it run. What is unknown is `application/octet-stream`.
   */
  find(): Promise<string>;
}

export function createContentTypeFinder(): ContentTypeFinder {
  const head: Uint8Array[] = [];
  let headBytes = 0;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isText = true;

  function isStillText(bytes?: Uint8Array): boolean {
    if (bytes?.includes(0)) return false;
    try {
      decoder.decode(bytes, { stream: bytes !== undefined });
      return true;
    } catch {
      return false;
    }
  }

  return {
    take(bytes) {
      if (headBytes < HEAD_BYTES) {
        const rest = bytes.slice(0, HEAD_BYTES - headBytes);
        head.push(rest);
        headBytes += rest.length;
      }
      isText = isText && isStillText(bytes);
    },
    async find() {
      isText = isText && isStillText();
      const beginning = Buffer.concat(head);
      const type = await typeByMark(beginning);
      if (isText) return type !== null && TEXT_FORMATS.has(type) ? type : 'text/plain';
      // Text in another encoding, as XML in UTF-16, is nothing that we could show.
      return type === null || /[/+]xml$/.test(type) ? BINARY : type;
    },
  };
}

/** The bytes are a stranger's, and may be made to break who reads them. */
async function typeByMark(beginning: Buffer): Promise<string | null> {
  try {
    const found = await fileTypeFromBuffer(beginning);
    return found?.mime.split(';')[0]?.trim() ?? null;
  } catch {
    return null;
  }
}
