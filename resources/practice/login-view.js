import { element } from './dom.js';
import { linkScreen } from './linking.js';
import { pageEvents } from './page-events.js';
import { cmd } from './session.js';
import { word } from './words.js';

/** The log-in screen: steps on the left, the code on the right. */
export function loginView() {
  const frame = element('div', { class: 'qr-frame' });
  const node = element(
    'main',
    { class: 'landing' },
    element(
      'section',
      { class: 'landing-card login', 'data-testid': 'login-screen' },
      element(
        'div',
        { class: 'login-steps' },
        element('h1', {}, word('steps')),
        element(
          'ol',
          {},
          element('li', {}, word('step1')),
          element('li', {}, word('step2')),
          element('li', {}, word('step3')),
        ),
        element('p', { class: 'hint' }, word('simulated')),
      ),
      frame,
    ),
  );
  const dialog = passkeyDialog();
  const draw = () => {
    frame.replaceChildren(contentOf(linkScreen));
    if (linkScreen.passkey) node.append(dialog);
    else dialog.remove();
  };
  pageEvents.on('linking', draw);
  draw();
  return { node, close: () => pageEvents.off('linking', draw) };
}

function contentOf({ code, idle, pairing }) {
  if (pairing) return pairingCode(pairing.code);
  if (idle) {
    return element(
      'button',
      { type: 'button', class: 'qr-reload', 'data-testid': 'qr-reload', onclick: () => cmd.refreshQR() },
      word('reloadQr'),
    );
  }
  if (!code) return element('div', { class: 'spinner', role: 'progressbar', 'aria-label': word('loading') });
  return element(
    'div',
    { 'data-testid': 'link-device-qr-code', 'data-ref': code.full, class: 'qr-code' },
    drawCode(code),
  );
}

/** The code to be typed on the phone: its characters in cells, and joined by commas in an attribute. */
function pairingCode(code) {
  const cells = [...code].map((character) => element('span', { class: 'code-cell' }, character));
  return element(
    'div',
    {
      class: 'pairing-code',
      'data-testid': 'link-with-phone-number-code-cells',
      'aria-details': 'link-device-phone-number-code-screen-instructions',
      'data-link-code': [...code].join(','),
    },
    element('p', {}, word('enterCode')),
    element('div', { class: 'code-cells', dir: 'ltr' }, ...cells.slice(0, 4), '-', ...cells.slice(4)),
  );
}

/** What WhatsApp asks for here is known, how its page looks is not. Nothing comes of it. */
function passkeyDialog() {
  return element(
    'div',
    { class: 'dialog', role: 'dialog', 'aria-modal': 'true', 'data-testid': 'passkey-dialog' },
    element('h2', { 'data-testid': 'passkey-title' }, word('passkey')),
    element('p', {}, word('passkeyHint')),
    element('div', { class: 'spinner', role: 'progressbar' }),
  );
}

/** Four pixels a module and a quiet zone of four modules, as the standard asks. */
function drawCode({ size, modules }) {
  const scale = 4;
  const quiet = 4;
  const side = (size + 2 * quiet) * scale;
  const canvas = element('canvas', { width: side, height: side, role: 'img', 'aria-label': 'Scan this QR code' });
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, side, side);
  context.fillStyle = '#111b21';
  for (let index = 0; index < modules.length; index += 1) {
    if (modules[index] !== '1') continue;
    context.fillRect(((index % size) + quiet) * scale, (Math.floor(index / size) + quiet) * scale, scale, scale);
  }
  return canvas;
}
