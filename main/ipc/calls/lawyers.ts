import type { Lawyer } from '../../contract/entities.ts';
import type { LawyerId } from '../../contract/ids.ts';
import { AppError } from '../../domain/app-error.ts';
import { changeSettings } from '../../domain/change-settings.ts';
import { createLawyer } from '../../domain/create-lawyer.ts';
import type { Stores } from '../../domain/stores.ts';
import type { CallDependencies, CallHandlers } from '../call-dependencies.ts';

type Calls = 'lawyers.list' | 'lawyers.create' | 'settings.get' | 'settings.set' | 'alerts.open';

export function lawyerCalls(deps: CallDependencies): Pick<CallHandlers, Calls> {
  const { database, clock, mode, sessions } = deps;
  return {
    async 'lawyers.list'() {
      const lawyers = await database.read((stores) => stores.lawyers.all());
      return lawyers.map((lawyer) => ({ ...lawyer, session: sessions.get(lawyer.id) }));
    },
    async 'lawyers.create'(input) {
      const { lawyer, apiKey } = await database.write((stores) => createLawyer(stores, mode, input, clock.now()));
      deps.lawyerCreated(lawyer.id);
      return { ...lawyer, api_key: apiKey };
    },
    'settings.get': ({ lawyer_id }) =>
      database.read(async (stores) => stores.lawyerSettings.get((await lawyerOf(stores, lawyer_id)).id)),
    async 'settings.set'({ lawyer_id, settings }) {
      const kept = await database.write((stores) => changeSettings(stores, mode, lawyer_id, settings, clock.now()));
      sessions.settingsChanged(lawyer_id);
      return kept;
    },
    'alerts.open': () => database.read((stores) => stores.alerts.open(null)),
  };
}

/** Rejects with AppError `lawyer_not_found`. */
export async function lawyerOf(stores: Stores, id: LawyerId): Promise<Lawyer> {
  const lawyer = await stores.lawyers.find(id);
  if (!lawyer) throw new AppError('lawyer_not_found');
  return lawyer;
}
