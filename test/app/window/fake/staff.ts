import type { AuditProgress, AuditVerification } from '../../../../main/contract/audit.ts';

import type { Grant } from '../../../../main/contract/grant.ts';
import type { Access, AUDIT_CALLS } from '../../../../main/contract/ipc/audit.ts';
import type { IpcAccess } from '../../../../main/contract/ipc/entry.ts';
import type { GRANT_CALLS } from '../../../../main/contract/ipc/grants.ts';
import type { IDENTITY_CALLS, Identity } from '../../../../main/contract/ipc/identity.ts';
import type { STAFF_CALLS } from '../../../../main/contract/ipc/staff.ts';
import type { IpcPush, LawyerWithSession } from '../../../../main/contract/ipc.ts';
import type { Staff, StaffSession } from '../../../../main/contract/staff.ts';
import type { AnswersOf, Push } from './answers-of.ts';
import { RECOVERY_KEY } from './app.ts';
import { ago, fakeId } from './fake-id.ts';
import { FakeProblem } from './problem.ts';

/** Of everybody, until it is set anew. */
export const PASSWORD = 'correct horse battery';

type Answers = AnswersOf<typeof STAFF_CALLS> &
  AnswersOf<typeof GRANT_CALLS> &
  AnswersOf<typeof AUDIT_CALLS> &
  AnswersOf<typeof IDENTITY_CALLS>;

/** Who signs in, who sits at the window, what is granted to whom, and who has looked. */
export class FakeStaff {
  readonly people: Staff[] = [];
  readonly passwords = new Map<string, string>();
  readonly sessions: StaffSession[] = [];
  readonly grants: Grant[] = [];
  readonly accesses: (Access & { staff_id: string | null; lawyer_id: string })[] = [];
  /** How far the check of the log is, while it is held. */
  verificationProgress: AuditProgress | null = null;
  verification: AuditVerification = {
    intact: true,
    rows: 1204,
    head: `1204-${'0'.repeat(64)}`,
    first_broken: null,
    head_found: null,
  };
  lockMinutes = 10;
  #person: Staff | null = null;
  #isLocked = false;
  readonly #push: Push;
  readonly #lawyers: readonly LawyerWithSession[];
  readonly #titleOf: (conversationId: string) => string | null;

  constructor(push: Push, lawyers: readonly LawyerWithSession[], titleOf: (conversationId: string) => string | null) {
    this.#push = push;
    this.#lawyers = lawyers;
    this.#titleOf = titleOf;
  }

  add(name: string, role: Staff['role'], password = PASSWORD): Staff {
    const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@kanzlei.example`;
    const times = { created_at: ago(9000), updated_at: ago(9000), last_sign_in_at: null };
    const person: Staff = { id: fakeId<Staff['id']>('stf'), name, email, role, is_active: true, ...times };
    this.people.unshift(person);
    this.passwords.set(person.id, password);
    return person;
  }

  /** What of it is told to whoever sits there, as far as this world has it. */
  gate(push: IpcPush): IpcPush {
    if (this.#person?.role !== 'support' || push.kind !== 'session') return push;
    return { kind: 'changed', what: 'grants', lawyer_id: push.lawyer_id };
  }

  /** That person sits at the window, or with null nobody does. */
  become(person: Staff | null): void {
    this.#person = person;
    this.#isLocked = false;
    if (person) this.#begin(person);
    this.#push({ kind: 'identity' });
  }

  /** As the main process does when nobody has used the machine for a while. */
  lock(): void {
    if (!this.#person) return;
    this.#isLocked = true;
    this.#push({ kind: 'identity' });
  }

  grant(lawyerId: string, staff: Staff, conversationIds: readonly string[], hours = 24): Grant {
    const grant: Grant = {
      id: fakeId<Grant['id']>('grt'),
      lawyer_id: lawyerId as Grant['lawyer_id'],
      staff_id: staff.id,
      conversation_ids: [...conversationIds] as Grant['conversation_ids'],
      reason: 'Helps with the documents',
      created_at: ago(5),
      expires_at: ago(-60 * hours),
      revoked_at: null,
    };
    this.grants.unshift(grant);
    this.#push({ kind: 'changed', what: 'grants', lawyer_id: grant.lawyer_id });
    return grant;
  }

  /** Somebody looked at chats of that lawyer's. Null: the window before anybody signed in. */
  access(lawyerId: string, staff: Staff | null, chats: Access['chats'], more: Partial<Access> = {}): void {
    this.accesses.unshift({
      number: this.accesses.length + 1,
      at: ago(this.accesses.length),
      actor_role: staff?.role ?? 'window',
      name: staff?.name ?? null,
      through: 'window',
      action: 'conversations.messages',
      chats: chats.slice(0, 5),
      chat_count: chats.length,
      outcome: 'done',
      staff_id: staff?.id ?? null,
      lawyer_id: lawyerId,
      ...more,
    });
  }

  /** Whose chats a call shows: all, or what was granted to whoever sits there. */
  mayRead(conversationId: string): boolean {
    return (
      this.#person?.role !== 'support' ||
      this.#open().some((grant) => grant.conversation_ids.some((id) => id === conversationId))
    );
  }

  /** As the main process holds each call to whom it is for. */
  assertMayCall(access: IpcAccess): void {
    const { state } = this.current();
    if (access === 'anyone' || state === 'open') return;
    if (state === 'signed_out') throw new FakeProblem('unauthorized');
    if (state === 'locked') throw new FakeProblem('session_locked');
    if (this.isSupport && access !== 'support') throw new FakeProblem('insufficient_role');
  }

  get isSupport(): boolean {
    return this.#person?.role === 'support';
  }

  #open(): Grant[] {
    return this.grants.filter(
      ({ staff_id: staffId, revoked_at: revoked, expires_at: expires }) =>
        staffId === this.#person?.id && revoked === null && Date.parse(expires) > Date.now(),
    );
  }

  #begin(person: Staff): void {
    person.last_sign_in_at = ago(0);
    this.sessions.unshift({
      id: fakeId<StaffSession['id']>('ses'),
      staff_id: person.id,
      created_at: ago(0),
      last_seen_at: ago(0),
      expires_at: ago(-720),
      locked_at: null,
      ended_at: null,
    });
  }

  current(): Identity {
    const needed = this.people.some(({ role }) => role === 'owner');
    const { id, name, role } = this.#person ?? {};
    const person = id && name && role ? { id, name, role } : null;
    const state = person ? (this.#isLocked ? 'locked' : 'signed_in') : needed ? 'signed_out' : 'open';
    return { state, person, lock_minutes: this.lockMinutes };
  }

  #find(id: string): Staff {
    const person = this.people.find((one) => one.id === id);
    if (!person) throw new FakeProblem('staff_not_found');
    return person;
  }

  #signIn(email: string, password: string): Identity {
    const person = this.people.find((one) => one.email === email && one.is_active);
    if (!person || this.passwords.get(person.id) !== password) throw new FakeProblem('sign_in_failed');
    this.become(person);
    return this.current();
  }

  readonly answers: Answers = {
    'identity.current': () => this.current(),
    'identity.signIn': ({ email, password }) => this.#signIn(email, password),
    'identity.lock': () => {
      this.lock();
      return this.current();
    },
    'identity.unlock': ({ password }) => {
      if (this.#person && this.passwords.get(this.#person.id) !== password) throw new FakeProblem('wrong_password');
      this.#isLocked = false;
      this.#push({ kind: 'identity' });
      return this.current();
    },
    'identity.signOut': () => {
      this.become(null);
      return this.current();
    },
    'identity.changePassword': ({ current_password, password }) => {
      const person = this.#person;
      if (!person) throw new FakeProblem('session_ended');
      if (this.passwords.get(person.id) !== current_password) throw new FakeProblem('wrong_password');
      this.passwords.set(person.id, password);
      const [here, ...others] = this.sessions.filter((one) => one.staff_id === person.id && one.ended_at === null);
      if (here) for (const other of others) other.ended_at = ago(0);
      return undefined;
    },
    'identity.recover': ({ recovery_key, name, email, password }) => {
      if (recovery_key !== RECOVERY_KEY) throw new FakeProblem('wrong_password');
      const owner = this.people.find((one) => one.email === email) ?? this.add(name, 'owner');
      Object.assign(owner, { email, role: 'owner', is_active: true });
      this.passwords.set(owner.id, password);
      return this.#signIn(email, password);
    },
    'identity.setLock': ({ minutes }) => {
      this.lockMinutes = minutes;
      return this.current();
    },
    'identity.grants': () =>
      this.#open().map(({ id, lawyer_id, conversation_ids, reason, expires_at }) => {
        const lawyer = this.#lawyers.find((one) => one.id === lawyer_id);
        if (!lawyer) throw new Error('a grant of no lawyer');
        const { name: lawyer_name, session } = lawyer;
        return { id, lawyer_id, lawyer_name, conversation_ids, reason, expires_at, session };
      }),
    'staff.list': () => ({ data: this.people, next_cursor: null }),
    'staff.create': ({ name, email, password, role }) => {
      if (this.people.some((one) => one.email === email)) throw new FakeProblem('staff_email_taken');
      const person = this.add(name, role, password);
      person.email = email;
      this.#push({ kind: 'identity' });
      return person;
    },
    'staff.change': ({ id, ...change }) => {
      if (this.people.some((one) => one.id !== id && one.email === change.email)) {
        throw new FakeProblem('staff_email_taken');
      }
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      return Object.assign(this.#find(id), Object.fromEntries(given));
    },
    'staff.resetPassword': ({ id, password }) => {
      this.passwords.set(this.#find(id).id, password);
      return undefined;
    },
    'staffSessions.list': () => ({ data: this.sessions, next_cursor: null }),
    'staffSessions.end': ({ id }) => {
      const session = this.sessions.find((one) => one.id === id);
      if (!session) throw new FakeProblem('session_not_found');
      session.ended_at = ago(0);
      return undefined;
    },
    'grants.list': ({ lawyer_id }) => ({
      data: this.grants
        .filter((grant) => grant.lawyer_id === lawyer_id)
        .map((grant) => ({
          ...grant,
          chats: grant.conversation_ids.slice(0, 5).map((id) => ({ id, title: this.#titleOf(id) })),
        })),
      next_cursor: null,
    }),
    'grants.create': ({ lawyer_id, staff_id, conversation_ids, expires_at, reason }) => {
      const grant = this.grant(lawyer_id, this.#find(staff_id), conversation_ids);
      return Object.assign(grant, { expires_at, reason });
    },
    'grants.revoke': ({ id }) => {
      const grant = this.grants.find((one) => one.id === id);
      if (!grant) throw new FakeProblem('grant_not_found');
      grant.revoked_at = ago(0);
      return grant;
    },
    'audit.accesses': ({ lawyer_id, staff_id }) => ({
      data: this.accesses.filter(
        (access) => access.lawyer_id === lawyer_id && (staff_id === undefined || access.staff_id === staff_id),
      ),
      next_cursor: null,
    }),
    'audit.verify': () => this.verification,
    'audit.progress': () => this.verificationProgress,
  };
}
