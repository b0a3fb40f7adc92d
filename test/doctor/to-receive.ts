import type { Message } from '../../main/contract/entities.ts';
import type { Check } from './findings.ts';

export type IsIt = (message: Message) => boolean;

/** What a client is asked to do, and how its arrival is recognised. */
export const TO_RECEIVE: readonly { check: Check; is: IsIt; what: string; hasFile: boolean }[] = [
  { check: 'receive_text', is: ofKind('text'), what: 'Write a short text', hasFile: false },
  { check: 'receive_image', is: ofKind('image'), what: 'Send a picture', hasFile: true },
  { check: 'receive_video', is: ofKind('video'), what: 'Send a short video', hasFile: true },
  { check: 'receive_voice', is: ofKind('voice'), what: 'Send a voice note', hasFile: true },
  { check: 'receive_document', is: ofKind('document'), what: 'Send a document, such as a PDF', hasFile: true },
  { check: 'receive_sticker', is: ofKind('sticker'), what: 'Send a sticker', hasFile: true },
  { check: 'receive_location', is: ofKind('location'), what: 'Send a location', hasFile: false },
  { check: 'receive_contacts', is: ofKind('contacts'), what: 'Send a contact', hasFile: false },
  { check: 'receive_poll', is: ofKind('poll'), what: 'Send a poll', hasFile: false },
  {
    check: 'receive_view_once',
    what: 'Send a picture that can be viewed once',
    hasFile: false,
    is: ({ view_once }) => view_once,
  },
  {
    check: 'receive_disappearing',
    what: 'With disappearing messages on in the chat (switch them off again afterwards), write a short text',
    hasFile: false,
    is: ({ kind, disappears_after }) => kind === 'text' && disappears_after !== null,
  },
  {
    check: 'receive_call',
    is: ofKind('call'),
    what: 'Call by WhatsApp, and hang up before anybody answers',
    hasFile: false,
  },
];

function ofKind(kind: string): IsIt {
  return (message) => message.kind === kind && !message.view_once;
}
