import { jidOfPerson } from './jid.ts';
import type { PracticeState } from './practice-state.ts';

/** What each device of the account is told of files that the senders' phones have uploaded once more. */
export function reuploadFacts(
  state: PracticeState,
  account: string,
  messages: readonly number[],
): [device: string, data: { chats: string[]; id: string; fromMe: boolean }][] {
  const facts = messages.flatMap((seq) => {
    const entry = state.message(seq)?.entry;
    if (!entry) return [];
    // A page knows the chat by one of its two names.
    const chats =
      entry.chat === undefined ? [jidOfPerson(entry.client, 'phone'), jidOfPerson(entry.client, 'lid')] : [entry.chat];
    return [{ chats, id: entry.id, fromMe: entry.direction === 'out' }];
  });
  return [...(state.account(account)?.devices ?? [])].flatMap((device) =>
    facts.map((data): [string, (typeof facts)[number]] => [device, data]),
  );
}
