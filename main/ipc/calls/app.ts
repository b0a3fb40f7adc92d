import type { CallDependencies, CallHandlers } from '../call-dependencies.ts';

type Calls = 'app.status' | 'app.confirmRecoveryKey' | 'app.unlock' | 'whatsappView.show' | 'whatsappView.hide';

/** The app itself, and the place in its window where WhatsApp's own page is shown. */
export function appCalls(deps: CallDependencies): Pick<CallHandlers, Calls> {
  return {
    async 'app.status'() {
      const waiting = await deps.database.read((stores) => stores.webhookQueue.waiting());
      return { ...deps.status(), webhooks_waiting: waiting };
    },
    async 'app.confirmRecoveryKey'() {
      deps.confirmRecoveryKey();
      return undefined;
    },
    // The database is open: there is nothing to unlock.
    'app.unlock': async () => true,
    async 'whatsappView.show'({ lawyer_id, area }) {
      deps.showWhatsAppView(lawyer_id, area);
      return undefined;
    },
    async 'whatsappView.hide'() {
      deps.hideWhatsAppView();
      return undefined;
    },
  };
}
