import { chatOfNumber } from './actions.js';
import { avatar, drawLater, element, tick } from './dom.js';
import { previewOf } from './message-content.js';
import { pageEvents } from './page-events.js';
import { chatStore, msgStore, newsletterStore } from './stores.js';
import { shownTitle } from './titles.js';
import { listTime, word } from './words.js';

const rowHeight = 72;
const headingHeight = 40;
/** Rows kept in the document, as on the real page, however many chats there are. */
const rowsShown = 68;
/** Milliseconds after the last key until a number that has no chat is looked up. */
const lookUpMs = 250;

/** The left side: heading, search and the list of chats. `open` is called with the chat that was clicked. */
export function chatListView(open) {
  const rows = element('div', { class: 'chat-rows', role: 'rowgroup' });
  const grid = element('div', { 'data-testid': 'chat-list', role: 'grid', 'aria-label': word('chatList') }, rows);
  const scroller = element('div', { id: 'pane-side', tabindex: '-1' }, grid);
  const search = element('input', {
    type: 'text',
    'data-tab': '3',
    role: 'textbox',
    placeholder: word('search'),
    'aria-label': word('search'),
    autocomplete: 'off',
  });
  const drawn = new Map();
  let stranger = null;
  let lookUp;

  /** Everything in the list from top to bottom: headings, which are strings, and chats. */
  function itemsOf(wanted) {
    const chats = chatStore
      .getModelsArray()
      .filter((chat) => chat.t > 0 || chat.active || wanted !== '')
      .filter((chat) => matches(chat, wanted))
      .sort((a, b) => (b.t ?? 0) - (a.t ?? 0));
    const found = wanted !== '' && stranger && !chats.includes(stranger) ? [word('contacts'), stranger] : [];
    const channels = wanted === '' ? newsletterStore.getModelsArray() : [];
    return [word(wanted === '' ? 'allChats' : 'chats'), ...chats, ...channels, ...found];
  }

  function draw() {
    const items = itemsOf(search.value.trim().toLowerCase());
    grid.setAttribute('aria-rowcount', String(items.length));
    const tops = [];
    let height = 0;
    for (const item of items) {
      tops.push(height);
      height += heightOf(item);
    }
    rows.style.setProperty('height', `${height}px`);
    const visible = tops.findIndex((top, index) => top + heightOf(items[index]) > scroller.scrollTop);
    const first = Math.max(0, visible - 10);
    const shown = items.slice(first, first + rowsShown).map((item, offset) => {
      const index = first + offset;
      return rowOf(item, index, tops[index]);
    });
    for (const key of drawn.keys()) if (!shown.includes(drawn.get(key).row)) drawn.delete(key);
    rows.replaceChildren(...shown);
  }

  /** A row that shows the same as before stays what it is: a burst of messages redraws only what it changes. */
  function rowOf(item, index, top) {
    const key = typeof item === 'string' ? `# ${item}` : item.id.toString();
    const state = typeof item === 'string' ? item : chatState(item);
    const known = drawn.get(key);
    const row = known?.state === state ? known.row : typeof item === 'string' ? heading(item) : chatRow(item, open);
    drawn.set(key, { state, row });
    row.setAttribute('data-testid', `list-item-${index}`);
    row.setAttribute('aria-rowindex', String(index + 1));
    row.style.setProperty('transform', `translateY(${top}px)`);
    return row;
  }

  function onSearch() {
    stranger = null;
    clearTimeout(lookUp);
    const text = search.value;
    lookUp = setTimeout(async () => {
      const found = await chatOfNumber(text);
      if (search.value !== text) return;
      stranger = found ?? null;
      redraw();
    }, lookUpMs);
    redraw();
  }

  const redraw = drawLater(draw);
  for (const event of ['messages', 'chats']) pageEvents.on(event, redraw);
  chatStore.on('change:unreadCount', redraw);
  chatStore.on('change:active', redraw);
  scroller.addEventListener('scroll', draw, { passive: true });
  search.addEventListener('input', onSearch);
  draw();

  const node = element(
    'aside',
    { id: 'side' },
    element('header', { class: 'side-head' }, element('h1', {}, word('chats'))),
    element('div', { class: 'search' }, search),
    scroller,
  );
  return {
    node,
    close() {
      for (const event of ['messages', 'chats']) pageEvents.off(event, redraw);
      chatStore.off('change:unreadCount', redraw);
      chatStore.off('change:active', redraw);
    },
  };
}

function heightOf(item) {
  return typeof item === 'string' ? headingHeight : rowHeight;
}

function matches(chat, wanted) {
  if (wanted === '') return true;
  const digits = wanted.replaceAll(/\D/g, '');
  const number = chat.contact?.phoneNumber?.user ?? chat.id.user;
  return shownTitle(chat).toLowerCase().includes(wanted) || (digits.length >= 3 && number.includes(digits));
}

function lastOf(chat) {
  return (chat.lastReceivedKey && msgStore.get(chat.lastReceivedKey)) ?? chat.msgs.last();
}

function chatState(chat) {
  const last = lastOf(chat);
  const said = last ? `${last.ack}|${last.type}|${previewOf(last).slice(0, 200)}` : '';
  return [shownTitle(chat), chat.t, chat.unreadCount, chat.active, said].join('|');
}

/** Headings are rows of the grid, too. */
function heading(text) {
  return element(
    'div',
    { role: 'row', class: 'chat-heading' },
    element('div', { role: 'gridcell', tabindex: '-1' }, element('span', { class: 'section-title' }, text)),
  );
}

function chatRow(chat, open) {
  const title = shownTitle(chat);
  const last = lastOf(chat);
  const unread = chat.unreadCount > 0 ? chat.unreadCount : null;
  const frame = element(
    'div',
    { 'data-testid': 'cell-frame-container', class: `cell${chat.active ? ' is-active' : ''}` },
    avatar(chat.formattedTitle),
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
          last?.id.fromMe && last.type !== 'revoked' ? tick(last.ack) : null,
          element('span', { dir: 'auto' }, last ? previewOf(last).slice(0, 200) : ''),
        ),
        unread &&
          element(
            'span',
            { 'data-testid': 'icon-unread-count', class: 'unread', 'aria-label': `${unread} ${word('unread')}` },
            `${unread}`,
          ),
      ),
    ),
  );
  return element(
    'div',
    { role: 'row', class: 'chat-row', onclick: () => open(chat) },
    element('div', { role: 'gridcell', tabindex: '-1' }, frame),
  );
}
