import { app } from 'electron';
import type { LawyerId } from '../contract/ids.ts';
import type { Resource } from '../contract/scopes.ts';
import type { Log } from '../domain/ports.ts';
import { type AnswerCall, createCallAnswerer } from '../ipc/answer-calls.ts';
import { type CallDependencies, callHandlers } from '../ipc/call-handlers.ts';
import type { Keyring } from './keyring.ts';
import type { Warning } from './runtime-limits.ts';
import type { RunningWhatsApp } from './start-whatsapp.ts';

type MadeHere = 'status' | 'confirmRecoveryKey' | 'sessions' | 'phones' | 'showWhatsAppView' | 'hideWhatsAppView';

type Options = Omit<CallDependencies, MadeHere> & {
  log: Log;
  keyring: Keyring;
  whatsapp: RunningWhatsApp;
  apiUrl: string;
  warnings: Warning[];
  changed(what: Resource, lawyerId: LawyerId | null): void;
  /** The app's status is another than before. */
  statusChanged(): void;
};

/** What the window may ask for, with all that it is answered from. */
export function startWindowCalls(options: Options): AnswerCall {
  const { log, keyring, whatsapp, apiUrl, warnings, statusChanged, changed, ...features } = options;
  const handlers = callHandlers({
    ...features,
    sessions: whatsapp.sessions,
    phones: whatsapp.practice?.phones ?? null,
    status: () => ({
      version: app.getVersion(),
      mode: features.mode,
      api_url: apiUrl,
      warnings,
      can_leave_practice: features.mode === 'practice' && features.startAgainIn !== null,
      recovery_key: keyring.pendingRecoveryKey(),
    }),
    confirmRecoveryKey() {
      keyring.confirmRecoveryKey();
      statusChanged();
    },
    showWhatsAppView: whatsapp.show,
    hideWhatsAppView: whatsapp.hide,
  });
  return createCallAnswerer({ handlers, identity: features.identity, changed, log });
}
