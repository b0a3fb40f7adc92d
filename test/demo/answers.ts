import type { ChooseAnswer } from '../directory/answers.ts';
import { DEMO_CLIENTS } from './demo-clients.ts';

const ACKNOWLEDGEMENT = 'Thank you for your message. Somebody from the office will answer you today.';

/** The answers of the demo's clients; anybody else who writes (in the app, by hand) is told once that it has arrived. */
export const chooseAnswer: ChooseAnswer = ({ phone, text, isAnswered }) => {
  const scripted = DEMO_CLIENTS.find((client) => client.phone === phone);
  if (scripted) return scripted.text === text ? scripted.answer : null;
  return isAnswered ? null : ACKNOWLEDGEMENT;
};
