import { createContext, useContext } from 'react';
import type { Message } from '../../../main/contract/entities.ts';
import type { IpcOutput } from '../../../main/contract/ipc.ts';
import type { TextMarks } from '../../../main/contract/message-lists.ts';

/** Where the words that are looked for stand in each message in which they were found, and in which text. */
export type FoundMarks = ReadonlyMap<string, { text: string; ranges: TextMarks['ranges'] }>;

export const NO_MARKS: FoundMarks = new Map();

export const FoundMarksContext = createContext(NO_MARKS);

export function marksOf(pages: readonly Pick<IpcOutput<'messages.search'>, 'data' | 'marks'>[]): FoundMarks {
  const found = new Map<string, { text: string; ranges: TextMarks['ranges'] }>();
  for (const { data, marks } of pages) {
    const texts = new Map(data.map(({ id, text }) => [id, text]));
    for (const { message_id: id, ranges } of marks) found.set(id, { text: texts.get(id) ?? '', ranges });
  }
  return found;
}

/** What is to be marked in a message. One that was edited since says something else there. */
export function useFoundMarks({ id, text }: Message): TextMarks['ranges'] | undefined {
  const found = useContext(FoundMarksContext).get(id);
  return found?.text === text ? found.ranges : undefined;
}
