import { element } from './dom.js';

/**
 * Where one writes. Like the real one it is an editor of its own: it takes text from input events and keeps its own
 * state, so that text put into the document behind its back is not sent.
 */
export function editor({ testId, label, tab, onChange, onEnter }) {
  let text = '';
  const input = element('div', {
    'data-testid': testId,
    contenteditable: 'true',
    role: 'textbox',
    'aria-label': label,
    'aria-placeholder': label,
    'data-tab': tab,
    'data-lexical-editor': 'true',
    spellcheck: 'true',
    class: 'compose-input',
  });

  function show() {
    input.replaceChildren(...text.split('\n').map((line) => element('p', {}, line === '' ? element('br') : line)));
    input.classList.toggle('is-empty', text === '');
    onChange?.(text);
  }

  function caretToEnd() {
    const selection = getSelection();
    if (!selection || document.activeElement !== input) return;
    selection.selectAllChildren(input);
    selection.collapseToEnd();
  }

  function selectsText() {
    const selection = getSelection();
    return selection && !selection.isCollapsed && input.contains(selection.anchorNode);
  }

  function insert(added) {
    text = selectsText() ? added : text + added;
    show();
    caretToEnd();
  }

  input.addEventListener('beforeinput', (event) => {
    event.preventDefault();
    if (event.inputType.startsWith('insertText') || event.inputType === 'insertReplacementText')
      insert(event.data ?? '');
    else if (event.inputType === 'insertFromPaste')
      insert(event.dataTransfer?.getData('text/plain') ?? event.data ?? '');
    else if (event.inputType === 'insertLineBreak') insert('\n');
    else if (event.inputType === 'insertParagraph') onEnter?.();
    else if (event.inputType.startsWith('delete')) {
      text = selectsText() ? '' : [...text].slice(0, -1).join('');
      show();
      caretToEnd();
    }
  });
  // A command of the document comes without `beforeinput`: what it put in is taken over, what was forged is put right.
  input.addEventListener('input', (event) => {
    if (event.isTrusted && event.inputType.startsWith('insert') && event.data) insert(event.data);
    else show();
  });
  input.addEventListener('paste', (event) => {
    event.preventDefault();
    insert(event.clipboardData?.getData('text/plain') ?? '');
  });
  show();

  return {
    node: input,
    text: () => text,
    clear() {
      text = '';
      show();
    },
  };
}
