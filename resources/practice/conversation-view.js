import { msgFindByDirection, sendSeen } from './actions.js';
import { composeBox } from './compose-box.js';
import { avatar, drawLater, element } from './dom.js';
import { filePreview } from './file-preview.js';
import { bubbleState, messageRow } from './message-bubble.js';
import { isSystem } from './message-content.js';
import { pageEvents } from './page-events.js';
import { MsgModel } from './store-models.js';
import { msgStore } from './stores.js';
import { shownTitle } from './titles.js';
import { dayName, word } from './words.js';

const pageSize = 50;
/** Messages kept in the document, wherever one has scrolled to. */
const messagesShown = 80;
/** So many more come into it when one scrolls to an edge. */
const step = 40;
/** Pixels from an edge at which that happens. */
const edge = 120;

/** The right side for one chat: header, messages, compose box. `close()` lets go of the stores. */
export function conversationView(chat) {
  const list = element('div', { class: 'messages', role: 'application', 'data-testid': 'conversation-panel-messages' });
  const title = element('span', { dir: 'auto', 'data-testid': 'conversation-info-header-chat-title' });
  const presence = element('span', { class: 'presence', 'data-testid': 'chat-presence' });
  const rows = new Map();
  let older = [];
  let start = 0;
  let isAtEnd = true;
  let loading = false;
  let isWhole = false;

  /** Every message that the view can show: what it has read of the history, and what is in memory. */
  function all() {
    const live = chat.msgs.getModelsArray();
    const known = new Set(live.map(({ id }) => id.toString()));
    return [...older.filter(({ id }) => !known.has(id.toString())), ...live];
  }

  function draw() {
    const messages = all();
    if (isAtEnd) start = messages.length - messagesShown;
    start = Math.max(0, Math.min(start, messages.length - 1));
    const shown = messages.slice(start, start + messagesShown);
    const anchor = firstVisible();
    const before = anchor?.offsetTop ?? 0;
    list.replaceChildren(...rowsOf(shown));
    if (isAtEnd) list.scrollTop = list.scrollHeight;
    else if (anchor?.isConnected) list.scrollTop += anchor.offsetTop - before;
    drawHead();
  }

  function rowsOf(shown) {
    const drawn = [];
    const keep = new Set();
    for (const [index, message] of shown.entries()) {
      const previous = shown[index - 1];
      const day = dayName(message.t ?? 0);
      if (!previous || day !== dayName(previous.t ?? 0)) drawn.push(dayRow(day));
      const startsBlock = !previous || isSystem(previous) || String(previous.sender) !== String(message.sender);
      const state = bubbleState(message, startsBlock, chat);
      const key = message.id.toString();
      const known = rows.get(key);
      const row = known?.state === state ? known.row : messageRow(message, startsBlock, chat);
      rows.set(key, { state, row });
      keep.add(key);
      drawn.push(row);
    }
    for (const key of rows.keys()) if (!keep.has(key)) rows.delete(key);
    return drawn;
  }

  function drawHead() {
    const shown = shownTitle(chat);
    title.textContent = shown;
    title.title = shown;
    const { type } = chat.presence?.chatstate ?? {};
    presence.textContent = type === 'composing' ? word('typing') : type === 'recording_audio' ? word('recording') : '';
  }

  function firstVisible() {
    return [...list.querySelectorAll('[data-id]')].find((row) => row.offsetTop + row.offsetHeight > list.scrollTop);
  }

  async function loadOlder() {
    const anchor = all()[0]?.id;
    if (loading || isWhole || !anchor) return;
    loading = true;
    try {
      const { messages } = await msgFindByDirection({ anchor, count: pageSize, direction: 'before' });
      isWhole = messages.length === 0;
      const models = messages.map((attributes) => msgStore.get(attributes.id) ?? new MsgModel(attributes));
      older = [...models, ...older];
      // Some of them come into the document, above what is seen now.
      start += Math.max(0, models.length - step);
      draw();
    } catch {
      // The next scroll tries again.
    } finally {
      loading = false;
    }
  }

  function onScroll() {
    const fromEnd = list.scrollHeight - list.scrollTop - list.clientHeight;
    isAtEnd = fromEnd < 60 && start + messagesShown >= all().length;
    if (list.scrollTop < edge && start > 0) {
      start = Math.max(0, start - step);
      draw();
    } else if (list.scrollTop < edge) loadOlder();
    else if (fromEnd < edge && start + messagesShown < all().length) {
      start += step;
      draw();
    }
  }

  const redraw = drawLater(draw, 60);
  const readSoon = () => document.hasFocus() && sendSeen(chat).catch(() => {});
  const onMessages = (changed) => {
    if (changed !== null && changed !== chat) return;
    redraw();
    readSoon();
  };
  pageEvents.on('messages', onMessages);
  window.addEventListener('focus', readSoon);
  list.addEventListener('scroll', onScroll, { passive: true });

  const header = element(
    'header',
    { class: 'conversation-head', 'data-testid': 'conversation-header' },
    avatar(chat.formattedTitle),
    element('div', { 'data-testid': 'conversation-info-header', role: 'button' }, title, presence),
  );
  const node = element('div', { id: 'main' });
  const preview = (files, isDocument) =>
    node.replaceChildren(header, filePreview(chat, files, isDocument, showMessages));
  const compose = composeBox(chat, preview);
  function showMessages() {
    node.replaceChildren(header, list, compose);
    draw();
  }
  showMessages();
  loadOlder();
  readSoon();

  return {
    node,
    close() {
      pageEvents.off('messages', onMessages);
      window.removeEventListener('focus', readSoon);
    },
  };
}

function dayRow(day) {
  return element('div', { class: 'system-row', role: 'row' }, element('div', { class: 'system-note' }, day));
}
