import type { ScreenProps } from '../../routing/screen.ts';
import { WhatsappArea } from './whatsapp-area.tsx';

/** WhatsApp's own page, as it is. */
export default function WhatsappScreen({ lawyer }: ScreenProps) {
  return <WhatsappArea lawyerId={lawyer.id} />;
}
