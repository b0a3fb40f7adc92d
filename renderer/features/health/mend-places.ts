import type { Mend } from '../../../main/contract/health-chain.ts';
import type { Errand } from '../../routing/errand.ts';
import { pathTo } from '../../routing/path.ts';
import { chatsPath } from '../chats/selection.ts';
import { directoryPath } from '../directory/directory-path.ts';
import { SETTINGS_PATH } from '../settings/settings-path.ts';
import { WHATSAPP_PATH } from '../whatsapp/whatsapp-path.ts';
import type { PressedMend } from './health-queries.ts';

type PlaceMend = Exclude<Mend, PressedMend>;

const PLACES: Record<PlaceMend, (lawyerId: string) => string> = {
  // What is to be done about the session is said in the place of the chats.
  open_session: (lawyerId) => chatsPath(lawyerId),
  open_chats: (lawyerId) => chatsPath(lawyerId),
  open_whatsapp: (lawyerId) => pathTo(WHATSAPP_PATH, { lawyerId }),
  open_queue: (lawyerId) => `${chatsPath(lawyerId)}?side=queue`,
  open_rules: (lawyerId) => pathTo(SETTINGS_PATH, { lawyerId, section: 'rules' }),
  open_tunnel: (lawyerId) => pathTo(SETTINGS_PATH, { lawyerId, section: 'tunnel' }),
  open_webhooks: (lawyerId) => directoryPath(lawyerId, 'webhooks'),
  open_lawyer: (lawyerId) => pathTo(SETTINGS_PATH, { lawyerId, section: 'lawyer' }),
};

/** The address of the place where a link is mended; null: it is mended by a press. */
export function placeOfMend(mend: Mend, lawyerId: string): string | null {
  return isPlace(mend) ? PLACES[mend](lawyerId) : null;
}

/** What one goes to that place for, where it is one thing there. */
export function errandOfMend(mend: Mend): Errand | undefined {
  return mend === 'open_lawyer' ? 'lawyer.activate' : undefined;
}

function isPlace(mend: Mend): mend is PlaceMend {
  return Object.hasOwn(PLACES, mend);
}
