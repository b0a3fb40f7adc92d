import { Emitter } from './emitter.js';

/**
 * What the page's own views listen to: `messages` (chat) when a chat holds something new or changed, `chats` when the
 * list does. The stores' events are WhatsApp's, and there are faults that keep them quiet.
 */
export const pageEvents = new Emitter();
