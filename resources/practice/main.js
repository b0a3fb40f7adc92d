import { chatListView } from './chat-list-view.js';
import { linkScreen, stayConnected } from './connection.js';
import { conversationView } from './conversation-view.js';
import { loadDevice } from './device-store.js';
import { element } from './dom.js';
import { inertModules } from './inert-modules.js';
import { loginView } from './login-view.js';
import { installModuleSystem, registerLittleByLittle } from './module-system.js';
import { liveModules, VERSION } from './modules.js';
import { identity, isLoggedIn, stream } from './session.js';

// Starts the stand-in page: the module system first (a driver may come at any moment), then the identity, the modules
// little by little, and the connection.

const app = document.getElementById('app');
let conversation = null;

function show() {
  if (!isLoggedIn()) app.replaceChildren(loginView(linkScreen));
  else if (stream.mode !== 'MAIN') app.replaceChildren(syncingView());
  else app.replaceChildren(messengerView());
}

function syncingView() {
  const spinner = element('div', { class: 'spinner', role: 'progressbar', 'aria-label': 'Loading' });
  return element(
    'main',
    { class: 'landing' },
    element('section', { class: 'landing-card' }, spinner, 'Loading your chats'),
  );
}

function messengerView() {
  const place = element(
    'section',
    { class: 'conversation' },
    element('p', { class: 'hint' }, 'Choose a chat to read it.'),
  );
  const list = chatListView((chat) => {
    conversation?.close();
    conversation?.chat.set('active', false);
    conversation = { ...conversationView(chat), chat };
    chat.set('active', true);
    place.replaceChildren(conversation.node);
  });
  return element('div', { class: 'messenger' }, list, place);
}

installModuleSystem(VERSION);
const device = await loadDevice();
identity.device = device.id;
identity.account = device.account;
show();
stream.on('change:mode', show);
await registerLittleByLittle({ ...liveModules, ...inertModules });
await stayConnected();
