import type { LawyerId } from '../../contract/ids.ts';
import type { Rectangle, WHATSAPP_VIEW_CALLS } from '../../contract/ipc/whatsapp-view.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface WhatsAppViewDependencies {
  showWhatsAppView(id: LawyerId, area: Rectangle): void;
  hideWhatsAppView(): void;
}

/** The place in the window where WhatsApp's own page is shown. */
export function whatsappViewCalls({
  showWhatsAppView,
  hideWhatsAppView,
}: WhatsAppViewDependencies): HandlersOf<typeof WHATSAPP_VIEW_CALLS> {
  return {
    async 'whatsappView.show'({ lawyer_id, area }) {
      showWhatsAppView(lawyer_id, area);
      return undefined;
    },
    async 'whatsappView.hide'() {
      hideWhatsAppView();
      return undefined;
    },
  };
}
