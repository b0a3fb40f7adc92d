import { attachMenu } from './attach-menu.js';
import { element } from './dom.js';
import { editor } from './editor.js';
import { sendTextMsgToChat } from './sending.js';
import { word } from './words.js';

/** The bar below a conversation. `preview` is called with the files that were chosen, and whether as documents. */
export function composeBox(chat, preview) {
  const place = element('div', { class: 'compose-action' });
  const button = sendButton(send);
  const field = editor({
    testId: 'conversation-compose-box-input',
    label: word('typeMessage'),
    tab: '10',
    onChange: (text) => place.replaceChildren(...(text.trim() === '' ? [] : [button])),
    onEnter: send,
  });

  function send() {
    const written = field.text().trim();
    if (written === '') return;
    field.clear();
    sendTextMsgToChat(chat, written).catch(() => {});
  }

  return element('footer', { class: 'compose' }, attachMenu(preview), field.node, place);
}

export function sendButton(send) {
  return element(
    'button',
    {
      type: 'button',
      'data-testid': 'compose-btn-send',
      'aria-label': word('send'),
      class: 'compose-send',
      onclick: send,
    },
    element('span', { 'data-icon': 'wds-ic-send-filled', 'aria-hidden': 'true' }, '➤'),
  );
}
