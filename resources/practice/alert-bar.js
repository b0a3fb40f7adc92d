import { element } from './dom.js';
import { networkStatus, SOCKET_STATE, socket, stream } from './session.js';
import { word } from './words.js';

/** What the page says above the chats when something is wrong: no connection, a phone not seen, an update. */
export function alertBar() {
  const node = element('div', { class: 'alerts' });

  function draw() {
    const isOffline = !networkStatus.online || socket.state === SOCKET_STATE.TIMEOUT;
    node.replaceChildren(
      ...(isOffline ? [alert('alert-computer', 'offline', 'offlineHint')] : []),
      ...(stream.phoneAuthed === false ? [alert('alert-phone', 'phoneOffline', 'phoneOfflineHint')] : []),
      ...(stream.needsUpdate ? [alert('alert-update', 'update', 'updateHint')] : []),
    );
  }

  const sources = [
    [networkStatus, 'change:online'],
    [socket, 'change:state'],
    [stream, 'change:phoneAuthed'],
    [stream, 'change:needsUpdate'],
  ];
  for (const [source, event] of sources) source.on(event, draw);
  draw();
  return {
    node,
    close() {
      for (const [source, event] of sources) source.off(event, draw);
    },
  };
}

function alert(name, title, hint) {
  return element(
    'div',
    { class: 'alert', role: 'alert', 'data-testid': name },
    element('span', { 'data-icon': name, 'aria-hidden': 'true' }, '!'),
    element('strong', {}, word(title)),
    element('span', { class: 'hint' }, word(hint)),
  );
}
