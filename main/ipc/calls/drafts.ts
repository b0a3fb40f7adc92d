import type { DRAFT_CALLS } from '../../contract/ipc/drafts.ts';
import type { Clock } from '../../domain/clock.ts';
import { keepDraft, keepPlace, keptDrafts, keptPlaces, settleDrafts } from '../../domain/keep-draft.ts';
import type { Database } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface DraftDependencies {
  database: Database;
  clock: Clock;
}

export function draftCalls({ database, clock }: DraftDependencies): HandlersOf<typeof DRAFT_CALLS> {
  return {
    'drafts.list': ({ lawyer_id }) =>
      database.write(async (stores) => {
        await settleDrafts(stores, lawyer_id, clock.now());
        return keptDrafts(stores, lawyer_id);
      }),
    async 'drafts.save'({ lawyer_id, chat, content }) {
      await database.write((stores) => keepDraft(stores, lawyer_id, chat, content, clock.now()));
      return undefined;
    },
    'readingPlaces.list': ({ lawyer_id }) => database.read((stores) => keptPlaces(stores, lawyer_id)),
    async 'readingPlaces.save'({ lawyer_id, conversation_id, place }) {
      await database.write((stores) => keepPlace(stores, lawyer_id, conversation_id, place, clock.now()));
      return undefined;
    },
  };
}
