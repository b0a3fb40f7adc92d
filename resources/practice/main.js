import { alertBar } from './alert-bar.js';
import { chatListView } from './chat-list-view.js';
import { stayConnected } from './connection.js';
import { conversationView } from './conversation-view.js';
import { loadDevice } from './device-store.js';
import { element } from './dom.js';
import { faults } from './faults.js';
import { startFlood } from './flood.js';
import { linkScreen, showLinking } from './linking.js';
import { loginView } from './login-view.js';
import { installModuleSystem, registerLittleByLittle } from './module-system.js';
import { allModules } from './modules/all-modules.js';
import { VERSION } from './modules/state-modules.js';
import { cmd, identity, isLoggedIn, stream } from './session.js';
import { startUnkindness } from './unkindness.js';
import { applyLanguage, word } from './words.js';

// Starts the stand-in page: the module system first (a driver may come at any moment), then the identity, the modules
// little by little, and the connection.

const app = document.getElementById('app');
let views = [];
let conversation = null;

function show() {
  for (const view of views) view.close?.();
  conversation?.view.close();
  views = isLoggedIn() ? (stream.mode === 'MAIN' ? messengerViews() : [syncingView()]) : [loginView()];
  app.replaceChildren(views[0].node);
}

function syncingView() {
  const spinner = element('div', { class: 'spinner', role: 'progressbar', 'aria-label': word('loading') });
  const card = element('section', { class: 'landing-card' }, spinner, word('loading'));
  return { node: element('main', { class: 'landing' }, card) };
}

function messengerViews() {
  const place = element('section', { class: 'conversation' });
  const list = chatListView((chat) => cmd.trigger('open_chat', chat));
  const alerts = alertBar();
  list.node.prepend(alerts.node);
  const node = element('div', { class: 'messenger' }, list.node, place);
  showConversation = (chat) => {
    conversation?.view.close();
    if (conversation && conversation.chat !== chat) conversation.chat.set('active', false);
    conversation = chat ? { view: conversationView(chat), chat } : null;
    chat?.set('active', true);
    place.replaceChildren(conversation?.view.node ?? element('p', { class: 'hint' }, word('choose')));
  };
  showConversation(conversation?.chat ?? null);
  return [{ node, close: list.close }, alerts];
}

let showConversation = () => {};
cmd.on('open_chat', (chat) => showConversation(chat));
cmd.on('close_chat', () => showConversation(null));

function onFaults(now, before) {
  if (!now.passkey_required && linkScreen.passkey) showLinking({ passkey: false });
  if (now.language === before.language) return;
  applyLanguage();
  show();
}

// Before anything is waited for: the driver's own functions are not in the window yet.
if (faults.now.flood) startFlood();
installModuleSystem(VERSION);
applyLanguage();
const device = await loadDevice();
identity.device = device.id;
identity.account = device.account;
show();
stream.on('change:mode', show);
faults.on('change', onFaults);
startUnkindness();
await registerLittleByLittle(allModules);
await stayConnected();
