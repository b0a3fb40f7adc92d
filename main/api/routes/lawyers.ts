import type { Lawyer } from '../../contract/entities.ts';
import type { LawyerId } from '../../contract/ids.ts';
import type { Mode } from '../../contract/values.ts';
import { AppError } from '../../domain/app-error.ts';
import { changeSettings } from '../../domain/change-settings.ts';
import { createLawyer } from '../../domain/create-lawyer.ts';
import type { Sessions } from '../../domain/ports.ts';
import type { Stores } from '../../domain/stores.ts';
import type { Handlers } from '../handler.ts';

interface Dependencies {
  mode: Mode;
  sessions: Sessions;
  /** Opens the new lawyer's WhatsApp view in the background. */
  lawyerCreated(lawyer: Lawyer): void;
}

type Names = 'createLawyer' | 'listLawyers' | 'getOwnLawyer' | 'getLawyer' | 'getSettings' | 'changeSettings';

export function lawyerRoutes({ mode, sessions, lawyerCreated }: Dependencies): Pick<Handlers, Names> {
  return {
    async createLawyer({ body, stores, at, afterCommit }) {
      const { lawyer, apiKey } = await createLawyer(stores, mode, body, at);
      afterCommit(() => lawyerCreated(lawyer));
      return { ...lawyer, api_key: apiKey };
    },
    async listLawyers({ query, stores }) {
      const { rows, nextCursor } = await stores.lawyers.list(query);
      return { data: rows, next_cursor: nextCursor };
    },
    getOwnLawyer: ({ lawyerId, stores }) => lawyerOf(stores, lawyerId),
    getLawyer: ({ params, stores }) => lawyerOf(stores, params.id),
    async getSettings({ params, stores }) {
      const { id } = await lawyerOf(stores, params.id);
      return stores.lawyerSettings.get(id);
    },
    async changeSettings({ params, body, stores, at, afterCommit }) {
      const settings = await changeSettings(stores, mode, params.id, body, at);
      afterCommit(() => sessions.settingsChanged(params.id));
      return settings;
    },
  };
}

/** Rejects with AppError `lawyer_not_found`. */
export async function lawyerOf(stores: Stores, id: LawyerId): Promise<Lawyer> {
  const lawyer = await stores.lawyers.find(id);
  if (!lawyer) throw new AppError('lawyer_not_found');
  return lawyer;
}
