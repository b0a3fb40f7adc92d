import { element } from './dom.js';
import { cmd } from './session.js';

/** The log-in screen: steps on the left, the code on the right. `linkScreen` says what to show. */
export function loginView(linkScreen) {
  const frame = element('div', { class: 'qr-frame' });
  const view = element(
    'main',
    { class: 'landing' },
    element(
      'section',
      { class: 'landing-card login', 'data-testid': 'login-screen' },
      element(
        'div',
        { class: 'login-steps' },
        element('h1', {}, 'Steps to log in'),
        element(
          'ol',
          {},
          element('li', {}, 'Open the messenger on the simulated phone'),
          element('li', {}, 'Tap Linked devices, then Link device'),
          element('li', {}, 'Scan the QR code to confirm'),
        ),
        element('p', { class: 'hint' }, 'In the practice account no real phone is needed: the phone is simulated.'),
      ),
      frame,
    ),
  );
  linkScreen.onChange = () => frame.replaceChildren(contentOf(linkScreen));
  linkScreen.onChange();
  return view;
}

function contentOf({ code, idle }) {
  if (idle) {
    return element(
      'button',
      { type: 'button', class: 'qr-reload', 'data-testid': 'qr-reload', onclick: () => cmd.refreshQR() },
      'Click to reload QR code',
    );
  }
  if (!code) return element('div', { class: 'spinner', role: 'progressbar', 'aria-label': 'Loading' });
  return element(
    'div',
    { 'data-testid': 'link-device-qr-code', 'data-ref': code.full, class: 'qr-code' },
    drawCode(code),
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
