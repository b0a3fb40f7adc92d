import { DEMO_CLIENTS } from './demo-clients.ts';
import type { ChooseAnswer } from './directory-app.ts';

const ACKNOWLEDGEMENT = 'Thank you for your message. Somebody from the office will answer you today.';

/** The answers of the demo's clients; anybody else who writes (in the app, by hand) is told once that it has arrived. */
export function createChooseAnswer(): ChooseAnswer {
  const acknowledged = new Map<string, string>();
  return ({ id, phone, text }) => {
    const scripted = DEMO_CLIENTS.find((client) => client.phone === phone);
    if (scripted) return scripted.text === text ? scripted.answer : null;
    // The same message again gets the same answer: only the API may decide that it was sent already.
    if ((acknowledged.get(phone) ?? id) !== id) return null;
    acknowledged.set(phone, id);
    return ACKNOWLEDGEMENT;
  };
}
