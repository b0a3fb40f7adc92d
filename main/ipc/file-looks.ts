import { FILE_LOOKS } from '../contract/choices.ts';
import type { AttachmentId, LawyerId } from '../contract/ids.ts';
import type { Clock } from '../domain/clock.ts';
import type { Seen } from '../domain/granted-view.ts';
import type { Database } from '../domain/ports.ts';
import { recordAudit } from '../domain/record-audit.ts';
import type { StaffMember } from '../domain/staff.ts';
import type { Stores } from '../domain/stores.ts';
import type { WindowIdentity } from '../domain/window-identity.ts';
import { type Openings, supportOpening } from './openings.ts';
import { windowDatabase } from './window-database.ts';

/** A file that the window asks for by its address, which is no call. */
export interface FileLook {
  /** As the address says. */
  lawyerId: LawyerId;
  id: AttachmentId;
  size: keyof typeof FILE_LOOKS;
}

export interface FileLooks {
  /**
   * Finds it as whoever sits at the window may. What support is shown, or tried to see, is on disk before this answers.
   * Rejects as `windowDatabase` does, and when it cannot be written down.
   */
  find<Found>(look: FileLook, work: (stores: Stores) => Promise<Found | null>): Promise<Found | null>;
}

interface Dependencies {
  database: Database;
  clock: Clock;
  identity: WindowIdentity;
  openings: Openings;
}

/**
 * Writes down which files support looks at, as calls are: a file once in a while, in however many parts it is read. The
 * small pictures belong to the opening of their chat, which shows many of them.
 */
export function createFileLooks({ database, clock, identity, openings }: Dependencies): FileLooks {
  async function note(look: FileLook, staff: StaffMember, seen: Seen): Promise<void> {
    const action = FILE_LOOKS[look.size];
    const isSmall = look.size === 'small';
    for (const [lawyerId, conversations] of seen) {
      const ids = [...conversations];
      const chat = isSmall ? openings.known(supportOpening(staff.id, lawyerId, ids)) : null;
      const what = [staff.id, action, lawyerId, ...(isSmall ? ids : [look.id])].join(' ');
      await (chat ?? openings.once(what, write(action, staff, lawyerId, [...ids, look.id], 'done')));
    }
  }

  async function noteRefused({ lawyerId, id, size }: FileLook, staff: StaffMember): Promise<void> {
    const code = 'attachment_not_found';
    const action = FILE_LOOKS[size];
    // A chat whose grant has just ended asks for all of its small pictures at once.
    const what = [staff.id, action, code, lawyerId, ...(size === 'small' ? [] : [id])].join(' ');
    await openings.once(what, write(action, staff, lawyerId, [id], code));
  }

  function write(action: string, staff: StaffMember, lawyerId: LawyerId, ids: readonly string[], outcome: string) {
    return (stores: Stores): Promise<void> =>
      recordAudit(stores, {
        at: clock.now(),
        actorRole: staff.role,
        actor: staff.id,
        keyId: null,
        lawyerId,
        action,
        subjects: [lawyerId, ...ids],
        requestId: null,
        address: null,
        outcome,
      });
  }

  return {
    async find(look, work) {
      const { user, staff } = identity.now();
      let seen: Seen = new Map();
      const saw = (shown: Seen): void => {
        seen = shown;
      };
      const found = await windowDatabase({ database, clock, identity, saw }).read(work);
      if (user !== 'support' || !staff) return found;
      // What was granted and is not there to be shown was neither seen nor refused.
      if (found !== null) await note(look, staff, seen);
      else if (seen.size === 0) await noteRefused(look, staff);
      return found;
    },
  };
}
