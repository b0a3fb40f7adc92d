import { sendTextMsgToChat } from './actions.js';
import { element } from './dom.js';

/**
 * Where one writes. Like the real one it is an editor of its own: it takes text from input events and keeps its own
 * state, so that text put into the document behind its back is not sent.
 */
export function composeBox(chat) {
  let text = '';

  const input = element('div', {
    'data-testid': 'conversation-compose-box-input',
    contenteditable: 'true',
    role: 'textbox',
    'aria-label': 'Type a message',
    'aria-placeholder': 'Type a message',
    'data-tab': '10',
    'data-lexical-editor': 'true',
    spellcheck: 'true',
    class: 'compose-input',
  });
  const button = element(
    'button',
    { type: 'button', 'data-testid': 'compose-btn-send', 'aria-label': 'Send', class: 'compose-send' },
    element('span', { 'data-icon': 'wds-ic-send-filled', 'aria-hidden': 'true' }, '➤'),
  );
  const place = element('div', { class: 'compose-action' });

  function show() {
    input.replaceChildren(...text.split('\n').map((line) => element('p', {}, line === '' ? element('br') : line)));
    input.classList.toggle('is-empty', text === '');
    place.replaceChildren(...(text.trim() === '' ? [] : [button]));
  }

  function caretToEnd() {
    const selection = getSelection();
    if (!selection || document.activeElement !== input) return;
    selection.selectAllChildren(input);
    selection.collapseToEnd();
  }

  function insert(added) {
    const selection = getSelection();
    const replacesAll = selection && !selection.isCollapsed && input.contains(selection.anchorNode);
    text = replacesAll ? added : text + added;
    show();
    caretToEnd();
  }

  function send() {
    const written = text.trim();
    if (written === '') return;
    text = '';
    show();
    sendTextMsgToChat(chat, written).catch(() => {});
  }

  input.addEventListener('beforeinput', (event) => {
    event.preventDefault();
    if (event.inputType.startsWith('insertText') || event.inputType === 'insertReplacementText')
      insert(event.data ?? '');
    else if (event.inputType === 'insertLineBreak') insert('\n');
    else if (event.inputType === 'insertParagraph') send();
    else if (event.inputType.startsWith('delete')) {
      const selection = getSelection();
      text = selection && !selection.isCollapsed ? '' : [...text].slice(0, -1).join('');
      show();
      caretToEnd();
    }
  });
  input.addEventListener('paste', (event) => {
    event.preventDefault();
    insert(event.clipboardData?.getData('text/plain') ?? '');
  });
  button.addEventListener('click', send);
  show();

  const clip = element(
    'button',
    { type: 'button', 'data-testid': 'conversation-clip', 'aria-label': 'Attach', class: 'compose-clip', disabled: '' },
    element('span', { 'data-icon': 'plus-rounded', 'aria-hidden': 'true' }, '+'),
  );
  return element('footer', { class: 'compose' }, clip, input, place);
}
