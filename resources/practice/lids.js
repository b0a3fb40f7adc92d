import { Wid } from './ids.js';
import { pageEvents } from './page-events.js';
import { contactStore, ensureContact } from './stores.js';

// Which number is behind which lid, as far as the page has learnt it.

const phones = new Map();
const lids = new Map();

/** The page learns that the person with that lid has that number (digits). */
export function learnLid(lid, phone) {
  const [lidWid, phoneWid] = [new Wid(lid), new Wid(`${phone}@c.us`)];
  lidPnCache.add(lidWid, { lid: lidWid, phoneNumber: phoneWid, phoneNumberCreatedAt: Date.now() });
  if (contactStore.get(lidWid)) ensureContact(lidWid, { phoneNumber: phoneWid });
  pageEvents.trigger('chats');
}

export const lidPnCache = {
  getPhoneNumber: (lid) => phones.get(String(lid))?.phoneNumber,
  getCurrentLid: (phone) => lids.get(String(phone)),
  getLidEntry: (lid) => phones.get(String(lid)),
  getAllLids: () => [...phones.values()].map(({ lid }) => lid),
  add(lid, entry) {
    phones.set(String(lid), entry);
    lids.set(String(entry.phoneNumber), entry.lid);
  },
  remove(lid) {
    lids.delete(String(phones.get(String(lid))?.phoneNumber));
    phones.delete(String(lid));
  },
  clear() {
    phones.clear();
    lids.clear();
  },
};

/** The other name of a person, if it is known. */
export function alternateWid(wid) {
  return wid.isLid() ? lidPnCache.getPhoneNumber(wid) : lidPnCache.getCurrentLid(wid);
}
