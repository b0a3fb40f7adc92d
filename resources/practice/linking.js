import { pageEvents } from './page-events.js';
import { linkDeviceEvents } from './session.js';
import { postJson, Refused } from './transport.js';

/** What the log-in screen shows: the QR code (null while it loads), an idle one, a code to be typed, or a passkey. */
export const linkScreen = { code: null, idle: false, pairing: null, passkey: false };

export function showLinking(change) {
  Object.assign(linkScreen, change);
  pageEvents.trigger('linking');
}

/** A code for that phone number, to be typed into WhatsApp there. Rejects for what is no number on WhatsApp. */
export async function linkByCode(phone) {
  try {
    const pairing = await postJson('pairing-code', { phone: String(phone) });
    showLinking({ pairing });
    setTimeout(askForAnother, pairing.expiresAt - Date.now(), pairing);
    return pairing.code;
  } catch (error) {
    if (error instanceof Refused) throw new Error('The phone number is not valid.');
    throw error;
  }
}

/** The code is no longer good: whoever asked for it is told to ask again. */
function askForAnother(pairing) {
  if (linkScreen.pairing === pairing) linkDeviceEvents.trigger('link_device_events:refresh_alt_linking_code');
}

/**
 * WhatsApp asks for a passkey while linking. What its page shows then is not known for certain; what is known is that it
 * calls `navigator.credentials.get`, that Electron shows nothing for it, and that linking goes no further.
 */
export function askForPasskey() {
  showLinking({ passkey: true });
  const challenge = crypto.getRandomValues(new Uint8Array(32));
  navigator.credentials
    ?.get({ publicKey: { challenge, timeout: 600_000, userVerification: 'required' } })
    .catch(() => {});
}
