import { msgFindByDirection, sendSeen } from './actions.js';
import { composeBox } from './compose-box.js';
import { avatar, clockTime, drawLater, element, tick } from './dom.js';
import { identity } from './session.js';
import { MsgModel, msgStore } from './stores.js';

const pageSize = 50;
/** Messages kept in the document; the real page keeps few as well. */
const messagesShown = 150;

/** The right side for one chat: header, messages, compose box. `close()` lets go of the stores. */
export function conversationView(chat) {
  const title = chat.formattedTitle;
  const list = element('div', { class: 'messages', role: 'application', 'data-testid': 'conversation-panel-messages' });
  let older = [];
  let loading = false;
  let atStart = false;

  function draw() {
    const messages = [...older, ...chat.msgs.getModelsArray()];
    const shown = messages.slice(-messagesShown);
    const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    list.replaceChildren(...shown.map((message, index) => bubble(message, shown[index - 1], title)));
    if (wasAtEnd) list.scrollTop = list.scrollHeight;
  }

  async function loadOlder() {
    const anchor = older[0]?.id ?? chat.msgs.head()?.id;
    if (loading || atStart || !anchor) return;
    loading = true;
    try {
      const { messages } = await msgFindByDirection({ anchor, count: pageSize, direction: 'before' });
      atStart = messages.length < pageSize;
      older = [...messages.map((attributes) => msgStore.get(attributes.id) ?? new MsgModel(attributes)), ...older];
      const height = list.scrollHeight;
      draw();
      list.scrollTop += list.scrollHeight - height;
    } finally {
      loading = false;
    }
  }

  const redraw = drawLater(draw);
  const readSoon = () => document.hasFocus() && sendSeen(chat).catch(() => {});
  const onAdd = () => {
    redraw();
    readSoon();
  };
  chat.msgs.on('add', onAdd);
  const changes = ['change:ack', 'change:body', 'change:t'];
  for (const event of changes) chat.msgs.on(event, redraw);
  list.addEventListener('scroll', () => list.scrollTop < 80 && loadOlder(), { passive: true });
  draw();
  loadOlder().then(() => {
    list.scrollTop = list.scrollHeight;
  });
  readSoon();

  const header = element(
    'header',
    { class: 'conversation-head', 'data-testid': 'conversation-header' },
    avatar(title),
    element(
      'div',
      { 'data-testid': 'conversation-info-header', role: 'button' },
      element('span', { dir: 'auto', title, 'data-testid': 'conversation-info-header-chat-title' }, title),
    ),
  );
  const node = element('div', { id: 'main' }, header, list, composeBox(chat));
  return {
    node,
    close() {
      chat.msgs.off('add', onAdd);
      for (const event of changes) chat.msgs.off(event, redraw);
    },
  };
}

function bubble(message, previous, title) {
  const fromMe = message.id.fromMe;
  const startsBlock = previous === undefined || previous.id.fromMe !== fromMe;
  const author = fromMe ? (identity.name ?? 'You') : title;
  const date = new Date(message.t * 1000).toLocaleDateString();
  const isText = message.type === 'chat';
  const text = element(
    'div',
    isText ? { class: 'copyable-text', 'data-pre-plain-text': `[${clockTime(message.t)}, ${date}] ${author}: ` } : {},
    element('span', { class: 'selectable-text', dir: 'auto' }, isText ? message.body : 'Waiting for this message…'),
  );
  return element(
    'div',
    {
      role: 'row',
      'data-testid': `conv-msg-${message.id}`,
      'data-id': message.id.id,
      class: `bubble-row ${fromMe ? 'is-mine' : 'is-theirs'}`,
    },
    element(
      'div',
      { class: 'bubble' },
      startsBlock ? element('span', { 'data-icon': fromMe ? 'tail-out' : 'tail-in', class: 'tail' }) : null,
      startsBlock ? element('span', { 'aria-label': `${fromMe ? 'You' : author}:` }) : null,
      text,
      element(
        'div',
        { class: 'bubble-meta', 'data-testid': 'msg-meta' },
        element('span', {}, clockTime(message.t)),
        fromMe ? tick(message.ack) : null,
      ),
    ),
  );
}
