import { avatar, drawLater, element, listTime, tick } from './dom.js';
import { chatStore, contactStore, msgStore } from './stores.js';

const rowHeight = 72;
/** Rows kept in the document, as on the real page, however many chats there are. */
const rowsShown = 68;

/** The left side: heading, search and the list of chats. `open` is called with the chat that was clicked. */
export function chatListView(open) {
  const rows = element('div', { class: 'chat-rows', role: 'rowgroup' });
  const grid = element('div', { 'data-testid': 'chat-list', role: 'grid', 'aria-label': 'Chat list' }, rows);
  const scroller = element('div', { id: 'pane-side', tabindex: '-1' }, grid);
  const search = element('input', {
    type: 'text',
    'data-tab': '3',
    role: 'textbox',
    placeholder: 'Search or start a new chat',
    'aria-label': 'Search or start a new chat',
    autocomplete: 'off',
  });

  function draw() {
    const wanted = search.value.trim().toLowerCase();
    const chats = chatStore
      .getModelsArray()
      .filter((chat) => `${chat.formattedTitle} ${chat.id.user}`.toLowerCase().includes(wanted))
      .sort((a, b) => (b.t ?? 0) - (a.t ?? 0));
    grid.setAttribute('aria-rowcount', String(chats.length));
    rows.style.setProperty('height', `${chats.length * rowHeight}px`);
    const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - 10);
    const shown = chats.slice(first, first + rowsShown).map((chat, offset) => row(chat, first + offset, open));
    rows.replaceChildren(...shown);
  }

  const redraw = drawLater(draw);
  for (const event of ['add', 'change:unreadCount', 'change:t', 'change:active', 'change:lastReceivedKey']) {
    chatStore.on(event, redraw);
  }
  for (const event of ['change:ack', 'change:body', 'change:type']) msgStore.on(event, redraw);
  contactStore.on('change:pushname', redraw);
  scroller.addEventListener('scroll', redraw, { passive: true });
  search.addEventListener('input', redraw);
  draw();

  return element(
    'aside',
    { id: 'side' },
    element('header', { class: 'side-head' }, element('h1', {}, 'Chats')),
    element('div', { class: 'search' }, search),
    scroller,
  );
}

function row(chat, index, open) {
  const title = chat.formattedTitle;
  const last = chat.msgs.last();
  const fromMe = last?.id.fromMe ?? false;
  const preview = last?.type === 'ciphertext' ? 'Waiting for this message' : (last?.body ?? '');
  const unread = chat.unreadCount > 0 ? chat.unreadCount : null;
  const frame = element(
    'div',
    { 'data-testid': 'cell-frame-container', class: `cell${chat.active ? ' is-active' : ''}` },
    avatar(title),
    element(
      'div',
      { class: 'cell-text' },
      element(
        'div',
        { class: 'cell-line' },
        element(
          'div',
          { 'data-testid': 'cell-frame-title', class: 'cell-title' },
          element('span', { dir: 'auto', title }, title),
        ),
        element('div', { 'data-testid': 'cell-frame-primary-detail', class: 'cell-time' }, listTime(chat.t)),
      ),
      element(
        'div',
        { class: 'cell-line' },
        element(
          'div',
          { 'data-testid': 'cell-frame-secondary', class: 'cell-preview' },
          fromMe ? tick(last.ack) : null,
          element('span', { dir: 'auto' }, preview.slice(0, 200)),
        ),
        unread &&
          element(
            'span',
            { 'data-testid': 'icon-unread-count', class: 'unread', 'aria-label': `${unread} unread` },
            `${unread}`,
          ),
      ),
    ),
  );
  const made = element(
    'div',
    { role: 'row', class: 'chat-row', 'data-testid': `list-item-${index}`, onclick: () => open(chat) },
    element('div', { role: 'gridcell', tabindex: '-1' }, frame),
  );
  made.style.setProperty('transform', `translateY(${index * rowHeight}px)`);
  return made;
}
