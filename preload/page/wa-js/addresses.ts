import type { ReportAlias } from '../page-driver.ts';
import { asJid, asText } from './value.ts';
import type { ContactModel, Wpp } from './wpp.ts';

/** Chats whose number is not known yet; more than anybody has. */
const MAX_UNRESOLVED = 5000;

export interface Addresses {
  /** The phone number behind a jid, in digits, where the page knows it. A lid without one is watched for from then on. */
  phoneOf(jid: string | null): string | null;
  lidOf(jid: string): string | null;
  /** The same chat by its other address: a phone's lid, or a lid's phone. */
  otherJid(jid: string): string | null;
  /** Tells the aliases of lids whose number has become known since they were seen. */
  tellLearnt(): void;
  tellUsername(contact: ContactModel): void;
  /** How many lids are waited for. */
  unresolved(): number;
}

/** WhatsApp's mapping between phone numbers and its opaque lids, as far as this page has learnt it. */
export function createAddresses(driver: Wpp, report: ReportAlias): Addresses {
  /** What was found stays so: a mapping is asked for once. */
  const phones = new Map<string, string>();
  const unresolved = new Set<string>();

  function look(method: 'getPhoneNumber' | 'getCurrentLid', jid: string): string | null {
    try {
      const { lidPnCache, WidFactory } = driver.whatsapp;
      return asJid(lidPnCache?.[method]?.(WidFactory?.createWid?.(jid)));
    } catch {
      return null;
    }
  }

  function phoneOfLid(lid: string): string | null {
    const known = phones.get(lid);
    if (known !== undefined) return known;
    const phone = digitsOf(look('getPhoneNumber', lid));
    if (phone !== null) phones.set(lid, phone);
    return phone;
  }

  function phoneOf(jid: string | null): string | null {
    if (jid === null) return null;
    if (!jid.endsWith('@lid')) return digitsOf(jid);
    const phone = phoneOfLid(jid);
    if (phone === null && unresolved.size < MAX_UNRESOLVED) unresolved.add(jid);
    return phone;
  }

  function lidOf(jid: string): string | null {
    if (jid.endsWith('@lid')) return jid;
    const lid = jid.endsWith('@c.us') ? look('getCurrentLid', jid) : null;
    return lid?.endsWith('@lid') ? lid : null;
  }

  return {
    phoneOf,
    lidOf,
    otherJid(jid) {
      if (!jid.endsWith('@lid')) return lidOf(jid);
      const phone = phoneOfLid(jid);
      return phone === null ? null : `${phone}@c.us`;
    },
    tellLearnt() {
      for (const lid of unresolved) {
        const phone = phoneOfLid(lid);
        if (phone === null) continue;
        unresolved.delete(lid);
        report({ lid, phone, username: null });
      }
    },
    tellUsername(contact) {
      const jid = asJid(contact.id);
      const username = asText(contact.username, 100);
      if (jid === null || username === null) return;
      report({ lid: lidOf(jid), phone: phoneOf(jid), username });
    },
    unresolved: () => unresolved.size,
  };
}

function digitsOf(jid: string | null): string | null {
  return /^(\d{5,20})@c\.us$/.exec(jid ?? '')?.[1] ?? null;
}
