import type { Event, Session } from 'electron';
import { mayNavigate } from './allowed-address.ts';

/**
 * What WhatsApp's page may ask for: to hear and see for a call or a voice note. Electron grants all by default. To notify is
 * not among it: new messages are told by the app itself, which knows how much of them may be seen, and by whom.
 */
const ALLOWED = new Set(['media']);

/** Files come in by the app's own way alone: a page must not fill the disk, or open a dialog, by itself. */
function refuseDownload(event: Event): void {
  event.preventDefault();
}

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
  // A session outlives its views, and is hardened for each of them.
  session.off('will-download', refuseDownload);
  session.on('will-download', refuseDownload);
}
