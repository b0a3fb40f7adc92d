import type { PageItem } from '../../main/contract/page.ts';
import { jidOf, readMessage } from './read-message.ts';
import type { MessageKey, MessageModel, Wid, Wpp } from './wpp.ts';

/** Reports new messages of both sides, and acknowledgements of ours, as wa-js tells them. */
export function observeMessages(driver: Wpp, report: (item: PageItem) => void): void {
  driver.on('chat.new_message', (model: MessageModel) => {
    report({ kind: 'message', message: readMessage(model) });
  });
  driver.on('chat.msg_ack_change', (change: { ack: number; chat: Wid; ids: MessageKey[] }) => {
    for (const key of change.ids) {
      report({ kind: 'ack', ack: { id: key.id, chat: jidOf(change.chat), fromMe: key.fromMe, ack: change.ack } });
    }
  });
}
