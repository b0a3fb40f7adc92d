import { safeFileName } from '../contract/safe-file-name.ts';

/** What opens a file of these types, by its name's ending: another one is not believed. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/gif': ['gif'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'audio/mpeg': ['mp3'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'video/mp4': ['mp4', 'm4v'],
  'video/webm': ['webm'],
};

/** `letter.pdf.exe`: where endings are hidden it would be shown as a letter. A dot before digits, as in dates, stays. */
const INNER_ENDING = /\.(?=[A-Za-z][A-Za-z0-9]{0,4}\.)/g;

/**
 * Names for files that lie in one folder: safe on any system, none twice (also where capitals and small letters, or two ways
 * to write `é`, are the same), and none that hides what opens it.
 */
export function createExportedNames(): (claimed: string | null, type: string | null) => string {
  const taken = new Set<string>();
  return (claimed, type) => {
    const name = honest(safeFileName(claimed, type).normalize('NFC'), type);
    for (let number = 1; ; number += 1) {
      const tried = number === 1 ? name : numbered(name, number);
      const key = tried.toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return tried;
    }
  };
}

function honest(name: string, type: string | null): string {
  const single = name.replaceAll(INNER_ENDING, '_');
  const [wanted, ...others] = (type !== null && ENDINGS[type]) || [];
  const ending = /\.([^.]+)$/.exec(single)?.[1]?.toLowerCase();
  if (wanted === undefined || (ending !== undefined && [wanted, ...others].includes(ending))) return single;
  return `${single.replaceAll('.', '_')}.${wanted}`;
}

function numbered(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? `${name} (${number})` : `${name.slice(0, dot)} (${number})${name.slice(dot)}`;
}
