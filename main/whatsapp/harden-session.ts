import type { Session } from 'electron';
import { mayNavigate } from './allowed-address.ts';

/** What WhatsApp's page may ask for: to notify, and to hear and see for a call or a voice note. Electron grants all by default. */
const ALLOWED = new Set(['notifications', 'media']);

/** Sets who the view says it is, and what its page may do, before anything is loaded in it. */
export function hardenSession(session: Session, page: URL, userAgent: string): void {
  session.setUserAgent(userAgent);
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(ALLOWED.has(permission) && mayNavigate(details.requestingUrl, page));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => ALLOWED.has(permission) && mayNavigate(origin, page),
  );
  session.setDevicePermissionHandler(() => false);
}
