import { asText } from './value.ts';

interface Contact {
  name: string;
  phones: string[];
}

const MAX_CONTACTS = 300;
const MAX_PHONES = 20;

/** The contacts of a message: one (`vcard`, whose body is the card) or several (`multi_vcard`). */
export function readContacts(model: { body?: unknown; vcardList?: unknown; vcardFormattedName?: unknown }): Contact[] {
  if (!Array.isArray(model.vcardList) || model.vcardList.length === 0) {
    return [parseVcard(model.body, model.vcardFormattedName)];
  }
  return model.vcardList
    .slice(0, MAX_CONTACTS)
    .map((card: { vcard?: unknown; displayName?: unknown } | null) => parseVcard(card?.vcard, card?.displayName));
}

/** Name and telephone numbers of a vCard (RFC 6350): `item1.TEL;waid=4917…;type=CELL:+49 17…`. */
function parseVcard(card: unknown, shownName: unknown): Contact {
  const lines = (asText(card, 100_000) ?? '').replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const values = (property: string) =>
    lines.flatMap((line) => {
      const found = /^(?:[\w-]+\.)?([A-Za-z-]+)(?:;[^:]*)?:(.*)$/.exec(line);
      return found?.[1]?.toUpperCase() === property ? [unescaped(found[2] ?? '')] : [];
    });
  const phones = values('TEL').map((phone) => phone.replace(/^tel:/i, '').trim().slice(0, 50));
  return {
    name: (asText(shownName, 500) ?? values('FN')[0] ?? '').slice(0, 500),
    phones: phones.filter((phone) => phone !== '').slice(0, MAX_PHONES),
  };
}

function unescaped(value: string): string {
  return value.replace(/\\([,;\\])/g, '$1').replace(/\\n/gi, ' ');
}
