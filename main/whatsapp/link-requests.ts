import type { Phone } from '../contract/values.ts';
import { AppError } from '../domain/app-error.ts';
import { PageError } from '../domain/page-error.ts';
import type { WhatsAppPage } from '../domain/ports.ts';
import type { SessionStatus } from './session-status.ts';

interface Dependencies {
  page: Pick<WhatsAppPage, 'command'>;
  status: Pick<SessionStatus, 'abilities' | 'isWaitingForLink' | 'know' | 'page'>;
  isAsleep(): boolean;
}

/** What a person asks for to link the account, or to end its link. */
export interface LinkRequests {
  /** Rejects with AppError `session_not_waiting_for_scan`, `session_unavailable`. */
  requestPairingCode(phone: Phone): Promise<void>;
  /** Rejects with AppError `session_not_linked`, `session_unavailable`. */
  logOut(): Promise<void>;
}

/** Passes on to the page what is asked for, where the session is in the state for it and the page is able to. */
export function createLinkRequests({ page, status, isAsleep }: Dependencies): LinkRequests {
  return {
    async requestPairingCode(phone) {
      if (!status.isWaitingForLink()) throw new AppError('session_not_waiting_for_scan');
      if (!status.abilities.driverOf('link_by_code')) throw new AppError('session_unavailable');
      await orUnavailable(page.command('requestPairingCode', { phone: phone.slice(1) }));
    },
    async logOut() {
      if (isAsleep()) throw new AppError('session_unavailable');
      if (!status.page()?.authenticated) throw new AppError('session_not_linked');
      if (!status.abilities.driverOf('log_out')) throw new AppError('session_unavailable');
      status.know({ loggedOutHere: true });
      await orUnavailable(page.command('logOut', undefined)).catch((error: unknown) => {
        status.know({ loggedOutHere: false });
        throw error;
      });
    },
  };
}

async function orUnavailable(answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    throw error instanceof PageError ? new AppError('session_unavailable') : error;
  }
}
