/** The real WhatsApp Web. */
export const WHATSAPP_URL = 'https://web.whatsapp.com/';

/** Why an address cannot stand in for WhatsApp Web. */
export class WhatsAppUrlError extends Error {}

/** The page's address from `--whatsapp-url`: the real one, or one on this machine. Throws WhatsAppUrlError. */
export function parseWhatsAppUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new WhatsAppUrlError(`--whatsapp-url is not an address: ${text}`);
  }
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) && /^https?:$/.test(url.protocol);
  if (!isLoopback && url.origin !== new URL(WHATSAPP_URL).origin) {
    throw new WhatsAppUrlError(
      '--whatsapp-url must be on this machine (127.0.0.1, localhost or [::1]) or the real WhatsApp Web',
    );
  }
  return url;
}

export function isRealWhatsApp(url: URL): boolean {
  return url.origin === new URL(WHATSAPP_URL).origin;
}

/** Whether the view may go there: WhatsApp's own origin and nothing else. `about:blank` is what a view starts with. */
export function mayNavigate(target: string, page: URL): boolean {
  try {
    const { protocol, origin } = new URL(target);
    // A `blob:` address has the origin of the page that made it: its content is not what WhatsApp serves.
    return protocol === page.protocol && origin === page.origin;
  } catch {
    return false;
  }
}

/** A frame that holds nothing but what its page writes into it. */
export function isEmptyFrame(target: string): boolean {
  return target === 'about:blank' || target === 'about:srcdoc';
}

/** Whether a link from the page may be opened in the person's own browser. */
export function mayOpenOutside(target: string): boolean {
  try {
    return ['https:', 'http:'].includes(new URL(target).protocol);
  } catch {
    return false;
  }
}
