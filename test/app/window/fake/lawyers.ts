import type { LAWYER_CALLS } from '../../../../main/contract/ipc/lawyers.ts';
import type { AnswersOf } from './answers-of.ts';
import { ago } from './fake-id.ts';
import { aSession, QR } from './session.ts';
import type { FakeWorld } from './world.ts';

export function lawyerAnswers(world: FakeWorld): AnswersOf<typeof LAWYER_CALLS> {
  return {
    'lawyers.list': () => world.lawyers,
    'lawyers.create': ({ name }) => {
      const { session: _, ...created } = world.addLawyer(
        name,
        aSession('qr', { since: ago(0), qr: QR, steps: ['scan_qr'] }),
      );
      return { ...created, api_key: 'lx_live_7Rk2vQ9mZt4XcN8bW1sLpYdF6hGjKa3uEoVi5TqMxBr' };
    },
  };
}
