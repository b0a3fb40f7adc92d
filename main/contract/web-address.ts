/** The schemes that are ever opened. Everything else, as `javascript:` or `file:`, is no address here. */
const SCHEMES = ['https:', 'http:', 'mailto:', 'tel:'] as const;
export type AddressScheme = (typeof SCHEMES)[number];

/** An address in parts; joined, they are what is opened. */
export interface WebAddress {
  scheme: AddressScheme;
  /** With the scheme, and with what claims to be somebody's name and password. */
  before: string;
  /** Where it leads: a page's host with its port, as `xn--…` where it has other letters; or a mailbox, or a number. */
  host: string;
  after: string;
  href: string;
  /** A name or password stands before the host, as in `https://bank.example@evil.example`. */
  hasUserInfo: boolean;
}

/** A number and what is written into it; no code that makes a phone do something, as `*` and `#` are for. */
const NUMBER = /^\+?[0-9][0-9().-]{2,30}$/;
const MAILBOX = /^[^\s@,;:?&"<>()[\]\\]+@[^\s@,;:?&"<>()[\]\\]+\.[^\s@,;:?&"<>()[\]\\.]+$/;

/** Reads an address as a browser does. Null: it is none that is opened. */
export function readAddress(text: string): WebAddress | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const scheme = SCHEMES.find((one) => one === url?.protocol);
  if (!url || !scheme) return null;
  if (scheme === 'mailto:' || scheme === 'tel:') {
    // Without what would be put into the mail, such as a file of this computer.
    const to = url.pathname;
    if (!(scheme === 'tel:' ? NUMBER : MAILBOX).test(to)) return null;
    return { scheme, before: scheme, host: to, after: '', href: `${scheme}${to}`, hasUserInfo: false };
  }
  if (url.hostname === '') return null;
  const { username, password } = url;
  const hasUserInfo = username !== '' || password !== '';
  const userInfo = hasUserInfo ? `${username}${password === '' ? '' : `:${password}`}@` : '';
  const before = `${scheme}//${userInfo}`;
  const after = `${url.pathname}${url.search}${url.hash}`;
  return { scheme, before, host: url.host, after, href: `${before}${url.host}${after}`, hasUserInfo };
}
