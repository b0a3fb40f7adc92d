import type { LawyerId } from '../../contract/ids.ts';
import { AppError } from '../../domain/app-error.ts';
import { changeLawyer, removeLawyer, setLawyerActive } from '../../domain/manage-lawyers.ts';
import type { Sessions } from '../../domain/ports.ts';
import type { Handlers } from '../handler.ts';

interface Dependencies {
  sessions: Sessions;
  /** Who the lawyers are is shown elsewhere, too. */
  lawyersChanged(): void;
  /** Nothing of the lawyer is left in the database. */
  lawyerRemoved(id: LawyerId): void;
}

type Names = 'changeLawyer' | 'activateLawyer' | 'deactivateLawyer' | 'removeLawyer';

export function manageLawyerRoutes(deps: Dependencies): Pick<Handlers, Names> {
  const { sessions, lawyersChanged } = deps;
  return {
    async changeLawyer({ params: { id }, body, stores, caller, at, afterCommit }) {
      // Whoever may say which number is the lawyer's says whose chats are taken in under that name.
      if (body.phone_number !== undefined && caller?.kind === 'lawyer') {
        throw new AppError('insufficient_role', [
          { field: 'phone_number', message: 'can be changed by an administrator only' },
        ]);
      }
      const lawyer = await changeLawyer(stores, id, body, at);
      afterCommit(() => {
        sessions.lawyerChanged(id);
        lawyersChanged();
      });
      return lawyer;
    },
    async activateLawyer({ params: { id }, stores, at, afterCommit }) {
      const { lawyer, isNews } = await setLawyerActive(stores, id, true, at);
      if (isNews) {
        afterCommit(() => {
          sessions.open(id);
          lawyersChanged();
        });
      }
      return lawyer;
    },
    async deactivateLawyer({ params: { id }, stores, at, afterCommit }) {
      const { lawyer, isNews } = await setLawyerActive(stores, id, false, at);
      if (isNews) {
        afterCommit(() => {
          sessions.close(id);
          lawyersChanged();
        });
      }
      return lawyer;
    },
    async removeLawyer({ params: { id }, stores, afterCommit }) {
      await removeLawyer(stores, id);
      afterCommit(() => {
        sessions.forget(id);
        deps.lawyerRemoved(id);
        lawyersChanged();
      });
    },
  };
}
