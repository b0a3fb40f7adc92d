import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import type { Live } from '../../live-tools.ts';
import { LAWYER_KEYS } from './keys.ts';

export const lawyersLive: Live = (push, { client, stale }) => {
  if (push.kind === 'lawyers') stale(LAWYER_KEYS.all);
  if (push.kind === 'session') {
    client.setQueryData<LawyerWithSession[]>(LAWYER_KEYS.all, (lawyers) =>
      lawyers?.map((lawyer) => (lawyer.id === push.lawyer_id ? { ...lawyer, session: push.session } : lawyer)),
    );
  }
};
