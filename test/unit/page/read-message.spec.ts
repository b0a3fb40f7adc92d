import { expect, test } from '@playwright/test';
import { PageMessage } from '../../../main/contract/page-reports.ts';
import { Capability } from '../../../main/contract/values.ts';
import { ABILITIES } from '../../../preload/page/abilities.ts';
import { createAddresses } from '../../../preload/page/wa-js/addresses.ts';
import { NEEDS, probeNeeds } from '../../../preload/page/wa-js/needs.ts';
import { readMessage } from '../../../preload/page/wa-js/read-message.ts';
import type { MessageModel, Wid, Wpp } from '../../../preload/page/wa-js/wpp.ts';

const wid = (jid: string): Wid => ({ user: jid.split('@')[0] ?? '', toString: () => jid });

function key(jid: string, id: string, fromMe = false): MessageModel['id'] {
  return { id, fromMe, remote: wid(jid), toString: () => `${fromMe}_${jid}_${id}` };
}

/** A page that knows one lid's number. */
function fakePage(): Wpp {
  const whatsapp = {
    WidFactory: { createWid: (jid: string) => wid(jid) },
    lidPnCache: {
      getPhoneNumber: (lid: unknown) => (String(lid) === '77@lid' ? wid('4915112345678@c.us') : undefined),
      getCurrentLid: (phone: unknown) => (String(phone) === '4915112345678@c.us' ? wid('77@lid') : undefined),
    },
  };
  return { whatsapp } as unknown as Wpp;
}

function read(model: Partial<MessageModel> & { type?: string }): PageMessage {
  const whole = { id: key('4917@c.us', '3A01'), t: 1_700_000_000, ...model };
  const message = readMessage(
    whole,
    createAddresses(fakePage(), () => {}),
  );
  // Whatever the page holds, what we report of it is what the contract takes.
  return PageMessage.parse(JSON.parse(JSON.stringify(message)));
}

test('the abilities are those of the contract, and each has its needs', () => {
  expect([...ABILITIES].sort()).toEqual([...Capability.options].sort());
  expect(Object.keys(NEEDS).sort()).toEqual([...Capability.options].sort());
  for (const needs of Object.values(NEEDS)) expect(needs.length).toBeGreaterThan(0);
});

test('what is missing or throws takes away the abilities that need it, and no others', () => {
  const all = {};
  for (const path of ABILITIES.flatMap((name) => NEEDS[name]).flatMap((need) => need.split('|'))) {
    let place: object = all;
    for (const name of path.split('.')) {
      // A function, because it can be called and have properties: both are looked for.
      if (!Object.hasOwn(place, name)) Object.defineProperty(place, name, { value: () => {}, configurable: true });
      place = Reflect.get(place, name);
    }
  }
  const page = (whatsapp: object) => ({ whatsapp }) as unknown as Wpp;
  expect(probeNeeds(page(all)).size).toBe(ABILITIES.length);
  const without = new Proxy(all, {
    get(target, name) {
      if (name === 'MsgStore') throw new Error('renamed');
      return Reflect.get(target, name);
    },
  });
  const left = probeNeeds(page(without));
  expect(left.has('observe_messages')).toBe(false);
  expect(left.has('send_text')).toBe(false);
  expect(left.has('list_chats')).toBe(true);
  expect(probeNeeds(page({})).size).toBe(0);
});

test('a body is a text in texts alone: in all others it is a picture or a card', () => {
  expect(read({ type: 'chat', body: 'words' }).text).toBe('words');
  expect(read({ type: 'image', body: '/9j/4AAQ', caption: 'words' }).text).toBe('words');
  expect(read({ type: 'vcard', body: 'BEGIN:VCARD' }).text).toBe('');
  expect(read({ type: 'ciphertext', body: 'x' }).text).toBe('');
  expect(read({ type: 'revoked', body: 'x' }).text).toBe('');
});

test('a message says whether it went to a broadcast list; without a mark it did not', () => {
  expect([read({ broadcast: true }), read({ broadcast: false }), read({})].map((one) => one.broadcast)).toEqual([
    true,
    false,
    false,
  ]);
});

test("a document's name is no caption, unless somebody wrote it as one", () => {
  const document = { type: 'document', filename: 'a.pdf', caption: 'a.pdf' };
  expect(read(document).text).toBe('');
  expect(read({ ...document, isCaptionByUser: true }).text).toBe('a.pdf');
  expect(read({ ...document, caption: 'please sign' }).text).toBe('please sign');
});

test('a thumbnail is a small JPEG by its first bytes, or none', () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]).toString('base64');
  const thumbnail = (body: unknown) => read({ type: 'image', mimetype: 'image/jpeg', body }).media?.thumbnail;
  expect(thumbnail(jpeg)).toBe(jpeg);
  for (const other of [
    '<svg onload=alert(1)>',
    'iVBORw0KGgo=',
    '/9j/ not base64',
    `/9j/${'A'.repeat(200_000)}`,
    5,
    null,
  ]) {
    expect(thumbnail(other), String(other).slice(0, 20)).toBeNull();
  }
});

test('hashes are told in hexadecimal, and what is none is left out', () => {
  const sha256 = (filehash: unknown) => read({ type: 'document', filehash }).media?.sha256;
  const bytes = Buffer.alloc(32, 0xab);
  expect(sha256(bytes.toString('base64'))).toBe('ab'.repeat(32));
  for (const other of ['../../etc', '', 'AAAA', {}, 'x'.repeat(500)]) expect(sha256(other)).toBeNull();
});

test('the number behind a lid is told where the page knows it, and watched for where it does not', () => {
  const learnt: unknown[] = [];
  const page = fakePage();
  const addresses = createAddresses(page, (alias) => learnt.push(alias));
  expect(readMessage({ id: key('77@lid', '3A01'), type: 'chat', t: 1 }, addresses).phone).toBe('4915112345678');
  expect(readMessage({ id: key('88@lid', '3A02'), type: 'chat', t: 1 }, addresses).phone).toBeNull();
  expect(addresses.unresolved()).toBe(1);
  addresses.tellLearnt();
  expect(learnt).toEqual([]);
  Object.assign(page.whatsapp, { lidPnCache: { getPhoneNumber: () => wid('4915100000000@c.us') } });
  addresses.tellLearnt();
  expect(learnt).toEqual([{ lid: '88@lid', phone: '4915100000000', username: null }]);
  expect(addresses.unresolved()).toBe(0);
  expect(addresses.otherJid('77@lid')).toBe('4915112345678@c.us');
});

test('a jid is told without the device that some carry', () => {
  expect(read({ id: key('4915112345678:12@c.us', '3A01') }).chat).toBe('4915112345678@c.us');
  expect(read({ id: key('4915112345678@s.whatsapp.net', '3A01') }).chat).toBe('4915112345678@c.us');
});

test('a revoked message keeps the id that it was sent with', () => {
  const original = key('4917@c.us', '3AORIGINAL');
  const revoked = read({ id: key('4917@c.us', '3AREVOKE'), type: 'revoked', protocolMessageKey: original });
  expect(revoked).toMatchObject({ id: '3AORIGINAL', type: 'revoked' });
  // Any other kind that names another message is a message of its own.
  expect(read({ type: 'chat', protocolMessageKey: original }).id).toBe('3A01');
});

test('an edit has the time of its sender, in seconds, however the page keeps it', () => {
  expect(read({ type: 'chat', latestEditSenderTimestampMs: 1_700_000_123_456 }).editedAt).toBe(1_700_000_123);
  expect(read({ type: 'chat', latestEditSenderTimestampMs: 1_700_000_123 }).editedAt).toBe(1_700_000_123);
  expect(read({ type: 'chat' }).editedAt).toBeNull();
  expect(read({ type: 'chat', latestEditMsgKey: key('4917@c.us', 'x') }).editedAt).toBeGreaterThan(1_700_000_000);
});

test('vCards are read by their lines, whatever else they hold', () => {
  const card = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'FN:M\\, Hans',
    'item1.TEL;waid=4915112345678;type=CELL:+49 151 12345678',
    'TEL;type=WORK:tel:+49-30-1234',
    'ADR:;;Street 1;',
    'END:VCARD',
  ].join('\r\n');
  expect(read({ type: 'vcard', body: card, vcardFormattedName: '' }).details).toEqual({
    type: 'contacts',
    contacts: [{ name: 'M, Hans', phones: ['+49 151 12345678', '+49-30-1234'] }],
  });
  const many = Array.from({ length: 500 }, (_, index) => ({ displayName: `n${index}`, vcard: null }));
  const details = read({ type: 'multi_vcard', vcardList: many }).details;
  expect(details?.type === 'contacts' && details.contacts.length).toBe(300);
});

test('a place that is none is kept as what it was', () => {
  expect(read({ type: 'location', lat: 95, lng: 0 }).details).toMatchObject({ type: 'unknown' });
  expect(read({ type: 'location', lat: '52.5', lng: '13.4', loc: 'Court\nStreet 1', isLive: true }).details).toEqual({
    ...{ type: 'location', latitude: 52.5, longitude: 13.4, name: 'Court', address: 'Street 1', is_live: true },
  });
});

test('an unknown kind keeps its plain fields within bounds, and neither keys nor pictures nor texts', () => {
  const attributes = {
    ...{
      id: key('4917@c.us', '3A01'),
      kind: 'future',
      count: 3,
      flag: true,
      sender: wid('4917@c.us'),
      list: ['a', 'b'],
    },
    ...{
      mediaKey: 'secret-key',
      body: 'a text',
      thumbnail: '/9j/',
      messageSecret: 'x',
      directPath: '/v/x',
      url: 'https://x',
    },
    ...Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`field${index}`, 'x'.repeat(5000)])),
  };
  const details = read({ type: 'future', attributes }).details;
  if (details?.type !== 'unknown') throw new Error('it is known');
  const kept = JSON.parse(details.json);
  expect(kept).toMatchObject({ kind: 'future', count: 3, flag: true, sender: '4917@c.us', list: ['a', 'b'] });
  for (const name of ['mediaKey', 'body', 'thumbnail', 'messageSecret', 'directPath', 'url'])
    expect(kept).not.toHaveProperty(name);
  expect(details.json.length).toBeLessThan(12_000);
});

test('whatever the fields hold, a message is told that the contract takes', () => {
  const odd = [null, 5, '', 'x', {}, [], true, Number.NaN, '\ud800', 'x'.repeat(200_000)];
  const fields = [
    ...[
      'body',
      'caption',
      'notifyName',
      'subtype',
      'quotedStanzaID',
      'quotedMsg',
      'forwardingScore',
      'ephemeralDuration',
    ],
    ...[
      'latestEditSenderTimestampMs',
      'mimetype',
      'filename',
      'filehash',
      'size',
      'duration',
      'width',
      'height',
      'thumbnail',
    ],
    ...[
      'lat',
      'lng',
      'loc',
      'vcardList',
      'vcardFormattedName',
      'pollName',
      'pollOptions',
      'pollSelectableOptionsCount',
    ],
    ...['callOutcome', 'templateParams', 'isViewOnce', 'hasReaction', 'attributes', 'senderObj'],
  ];
  const types = [
    'chat',
    'image',
    'ptt',
    'document',
    'location',
    'vcard',
    'multi_vcard',
    'poll_creation',
    'call_log',
    'gp2',
    'new',
  ];
  for (const type of types) {
    for (const field of fields) {
      for (const value of odd) expect(() => read({ type, [field]: value }), `${type} ${field}`).not.toThrow();
    }
  }
});

test('the sides of a call tell whether it was missed', () => {
  const call = (change: Partial<MessageModel>) => read({ type: 'call_log', ...change }).details;
  expect(call({ callOutcome: 'Missed' })).toMatchObject({ missed: true, is_video: false });
  expect(call({ callOutcome: 'Completed', isVideoCall: true })).toMatchObject({ missed: false, is_video: true });
  expect(call({ callOutcome: 'AcceptedElsewhere' })).toMatchObject({ missed: false });
  expect(call({ subtype: 'miss_video' })).toMatchObject({ missed: true, is_video: true });
  expect(call({ id: key('4917@c.us', 'x', true), callOutcome: 'Missed' })).toMatchObject({ missed: false });
});
