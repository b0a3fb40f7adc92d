import { element } from './dom.js';
import { word } from './words.js';

/** The button that attaches files, with its menu: each entry holds a file input, which is where the files go. */
export function attachMenu(choose) {
  const menu = element('ul', { class: 'attach-menu', role: 'menu' });
  const place = element('div', { class: 'attach' });

  function close() {
    menu.remove();
    document.removeEventListener('click', closeOutside);
  }

  function closeOutside(event) {
    if (!place.contains(event.target)) close();
  }

  function open() {
    menu.replaceChildren(
      entry('mi-attach-document', word('document'), '*', true),
      entry('mi-attach-media', word('media'), 'image/*,video/mp4,video/3gpp,video/quicktime', false),
    );
    place.append(menu);
    document.addEventListener('click', closeOutside);
  }

  function entry(testId, label, accept, isDocument) {
    const input = element('input', { type: 'file', accept, multiple: '', class: 'file-input', tabindex: '-1' });
    input.addEventListener('change', () => {
      const files = [...input.files];
      close();
      if (files.length > 0) choose(files, isDocument);
    });
    const item = element('li', { role: 'menuitem', 'data-testid': testId, tabindex: '0' }, label, input);
    item.addEventListener('click', (event) => event.target !== input && input.click());
    return item;
  }

  const clip = element(
    'button',
    { type: 'button', 'data-testid': 'conversation-clip', 'aria-label': word('attach'), class: 'compose-clip' },
    element('span', { 'data-icon': 'plus-rounded', 'aria-hidden': 'true' }, '+'),
  );
  clip.addEventListener('click', () => (menu.isConnected ? close() : open()));
  place.append(clip);
  return place;
}
