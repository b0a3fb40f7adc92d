import { newKey } from './actions.js';
import { sendButton } from './compose-box.js';
import { element } from './dom.js';
import { editor } from './editor.js';
import { MediaPrep } from './media-prep.js';
import { OpaqueData } from './opaque-data.js';
import { basics } from './sending.js';
import { word } from './words.js';

/** What is shown before files are sent: the files, a line for the caption, and the button. `done` goes back. */
export function filePreview(chat, files, isDocument, done) {
  const caption = editor({
    testId: 'media-caption-input-container',
    label: word('addCaption'),
    tab: '10',
    onEnter: send,
  });
  const urls = [];

  function close() {
    for (const url of urls) URL.revokeObjectURL(url);
    done();
  }

  function send() {
    const text = caption.text().trim();
    for (const [index, file] of files.entries()) {
      // The caption goes with the first one.
      sendFile(chat, file, isDocument, index === 0 && text !== '' ? text : undefined).catch(() => {});
    }
    close();
  }

  function shown(file) {
    if (isDocument || !file.type.startsWith('image/')) {
      return element('div', { class: 'preview-file' }, element('span', { class: 'document-icon' }, '▤'), file.name);
    }
    const url = URL.createObjectURL(file);
    urls.push(url);
    return element('img', { src: url, alt: file.name, class: 'preview-picture' });
  }

  return element(
    'div',
    { class: 'file-preview', 'data-testid': 'media-preview' },
    element(
      'button',
      {
        type: 'button',
        class: 'preview-close',
        'data-testid': 'btn-closer-drawer',
        'aria-label': word('close'),
        onclick: close,
      },
      '✕',
    ),
    element('div', { class: 'preview-files' }, ...files.map(shown)),
    element(
      'footer',
      { class: 'compose' },
      caption.node,
      element('div', { class: 'compose-action' }, sendButton(send)),
    ),
  );
}

async function sendFile(chat, file, isDocument, caption) {
  const prepared = new MediaPrep(await OpaqueData.createFromData(file, file.type), { asDocument: isDocument });
  const id = await newKey(chat);
  const productMsgOptions = { id, ...basics(chat), filename: file.name };
  return prepared.sendToChat({ chat, options: { caption, productMsgOptions } });
}
