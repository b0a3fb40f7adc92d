import type { SESSION_CALLS } from '../../../../main/contract/ipc/sessions.ts';
import type { AnswersOf } from './answers-of.ts';
import { PAIRING_CODE } from './session.ts';
import type { FakeWorld } from './world.ts';

export function sessionAnswers(world: FakeWorld): AnswersOf<typeof SESSION_CALLS> {
  return {
    'session.requestPairingCode': ({ lawyer_id }) =>
      world.become(lawyer_id, 'pairing-code', {
        pairing_code: PAIRING_CODE,
        pairing_code_expires_at: new Date(Date.now() + 160_000).toISOString(),
        steps: ['enter_pairing_code', 'restart_session'],
      }),
    'session.logOut': ({ lawyer_id }) =>
      world.become(lawyer_id, 'logged-out', { cause: 'logged_out_by_person', steps: ['restart_session'] }),
    'session.restart': ({ lawyer_id }) => world.become(lawyer_id, 'starting', { steps: ['wait'] }),
    'session.sleep': ({ lawyer_id }) =>
      world.become(lawyer_id, 'asleep', { cause: 'put_to_sleep', steps: ['wake_session'] }),
    'session.wake': ({ lawyer_id }) => world.become(lawyer_id, 'ready'),
    'session.memory': ({ lawyer_id }) => (world.lawyer(lawyer_id).session.state === 'asleep' ? null : 214_000_000),
  };
}
