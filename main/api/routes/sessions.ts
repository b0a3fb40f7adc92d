import qrcode from 'qrcode';
import type { MeasuredSession, Session } from '../../contract/entities.ts';
import type { LawyerId } from '../../contract/ids.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Sessions } from '../../domain/ports.ts';
import type { SmallContent } from '../content.ts';
import type { Handlers } from '../handler.ts';
import { lawyerOf } from './lawyers.ts';

/** Pixels for each of the code's dots: a phone reads it from any screen. */
const DOT_SIZE = 8;
/** Dots of white around it, which ISO/IEC 18004 asks for. */
const QUIET_ZONE = 4;

type Names =
  | 'getSession'
  | 'getSessionQr'
  | 'requestPairingCode'
  | 'logOutSession'
  | 'restartSession'
  | 'putSessionToSleep'
  | 'wakeSession'
  | 'getHistory'
  | 'syncHistory';

/** Each step answers with the session as it is then; what comes of it is told by events, and by asking again. */
export function sessionRoutes(sessions: Sessions): Pick<Handlers, Names> {
  const measured = (id: LawyerId): MeasuredSession => ({
    ...sessions.get(id),
    memory_bytes: sessions.memoryBytes(id),
  });

  return {
    async getSession({ params, stores }) {
      return measured((await lawyerOf(stores, params.id)).id);
    },
    async getSessionQr({ params, stores }) {
      return drawQr(sessions.get((await lawyerOf(stores, params.id)).id));
    },
    async requestPairingCode({ params, body, stores }) {
      const { id, phone_number } = await lawyerOf(stores, params.id);
      await sessions.requestPairingCode(id, body.phone ?? phone_number);
      return measured(id);
    },
    async logOutSession({ params, stores }) {
      const { id } = await lawyerOf(stores, params.id);
      await sessions.logOut(id);
      return measured(id);
    },
    async restartSession({ params, stores }) {
      const { id } = await lawyerOf(stores, params.id);
      await sessions.restart(id);
      return measured(id);
    },
    async putSessionToSleep({ params, stores }) {
      const { id } = await lawyerOf(stores, params.id);
      await sessions.sleep(id);
      return measured(id);
    },
    async wakeSession({ params, stores }) {
      const { id } = await lawyerOf(stores, params.id);
      await sessions.wake(id);
      return measured(id);
    },
    async getHistory({ params, stores }) {
      return sessions.history((await lawyerOf(stores, params.id)).id);
    },
    async syncHistory({ params, stores }) {
      const { id } = await lawyerOf(stores, params.id);
      await sessions.syncHistory(id);
      return sessions.history(id);
    },
  };
}

/** WhatsApp's own text as it is: a code that we encoded anew would not be taken. */
async function drawQr({ qr, qr_expires_at }: Session): Promise<SmallContent> {
  if (qr === undefined) throw new AppError('session_not_waiting_for_scan');
  const bytes = await qrcode.toBuffer(qr, { errorCorrectionLevel: 'L', scale: DOT_SIZE, margin: QUIET_ZONE });
  return { type: 'image/png', bytes, expires: qr_expires_at === undefined ? undefined : new Date(qr_expires_at) };
}
