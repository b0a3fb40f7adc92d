import { newId } from '../../main/domain/new-id.ts';
import type { StaffMember } from '../../main/domain/staff.ts';
import type { Sitting, WindowSignIn, WindowUser } from '../../main/domain/window-identity.ts';

/** Whoever a test says sits at the window. */
export class FakeIdentity implements WindowSignIn {
  #sitting: Sitting = { user: 'lawyer-without-sign-in', staff: null, since: null };

  now(): Sitting {
    return this.#sitting;
  }

  become(user: WindowUser, staff: Partial<StaffMember> = {}): void {
    if (user === 'nobody' || user === 'lawyer-without-sign-in') {
      this.#sitting = { user, staff: null, since: null };
      return;
    }
    const role = user === 'owner' ? 'owner' : 'support';
    const details = { id: newId('stf'), name: 'Sam', email: 'sam@example.org', passwordHash: '', role } as const;
    const times = { created: 0, updated: 0, lastSignIn: null };
    const since = user === 'locked' ? null : 0;
    this.#sitting = { user, staff: { ...details, ...times, isActive: true, ...staff }, since };
  }

  readonly signIn = nobodyAsks;
  readonly unlock = nobodyAsks;
  readonly recover = nobodyAsks;
  readonly refresh = nobodyAsks;
  readonly lock = nobodyAsks;
  readonly signOut = nobodyAsks;
  changePassword: WindowSignIn['changePassword'] = nobodyAsks;
  grants: WindowSignIn['grants'] = async () => [];
  readonly onChange = (): (() => void) => () => {};
}

async function nobodyAsks(): Promise<never> {
  throw new Error('nobody asks for it');
}
