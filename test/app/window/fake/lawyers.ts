import type { LAWYER_CALLS } from '../../../../main/contract/ipc/lawyers.ts';
import type { AnswersOf } from './answers-of.ts';
import { ago } from './fake-id.ts';
import { FakeProblem } from './problem.ts';
import { aSession, QR } from './session.ts';
import type { FakeWorld } from './world.ts';

export function lawyerAnswers(world: FakeWorld): AnswersOf<typeof LAWYER_CALLS> {
  return {
    'lawyers.list': () => world.lawyers,
    'lawyers.unread': () =>
      world.lawyers
        .filter(({ is_active: isActive }) => isActive)
        .map(({ id }) => ({
          lawyer_id: id,
          unread_count: world.chatsOf(id).reduce((sum, { conversation }) => sum + conversation.unread_count, 0),
        }))
        .filter(({ unread_count: count }) => count > 0),
    'lawyers.create': ({ name }) => {
      const { session: _, ...created } = world.addLawyer(
        name,
        aSession('qr', { since: ago(0), qr: QR, steps: ['scan_qr'] }),
      );
      return { ...created, api_key: 'lx_live_7Rk2vQ9mZt4XcN8bW1sLpYdF6hGjKa3uEoVi5TqMxBr' };
    },
    'lawyers.change': ({ id, ...change }) => {
      const lawyer = world.lawyers.find((one) => one.id === id);
      if (!lawyer) throw new FakeProblem('lawyer_not_found');
      const others = world.lawyers.filter((one) => one !== lawyer);
      if (others.some(({ email }) => email === change.email)) throw new FakeProblem('email_taken');
      if (others.some(({ phone_number: phone }) => phone === change.phone_number)) throw new FakeProblem('phone_taken');
      const { name = lawyer.name, email = lawyer.email, phone_number = lawyer.phone_number } = change;
      Object.assign(lawyer, { name, email, phone_number, updated_at: ago(0) });
      const { session: _, ...changed } = lawyer;
      return changed;
    },
    'lawyers.activate': ({ id }) => turn(world, id, true),
    'lawyers.deactivate': ({ id }) => turn(world, id, false),
    'lawyers.remove': ({ id }) => {
      const lawyer = world.lawyer(id);
      if (lawyer.is_active) throw new FakeProblem('lawyer_active');
      if (world.chatsOf(id).length > 0) throw new FakeProblem('lawyer_not_empty');
      world.removeLawyer(id);
      return undefined;
    },
  };
}

function turn(world: FakeWorld, id: string, isActive: boolean) {
  const lawyer = world.lawyer(id);
  if (lawyer.is_active !== isActive) {
    lawyer.is_active = isActive;
    world.become(id, isActive ? 'starting' : 'asleep', isActive ? {} : { cause: 'lawyer_not_active', steps: [] });
  }
  const { session: _, ...changed } = lawyer;
  return changed;
}
