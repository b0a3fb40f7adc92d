import { now } from '../../demo/now.ts';
import { figure } from '../figure.ts';
import { withRig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';

/** From the start of the process, on a data folder whose lawyer is linked. */
export const start: Scenario = {
  name: 'start',
  about:
    'From the start of the process, with our own window, on a data folder whose lawyer is linked, until the API ' +
    'answers, and until the session is ready.',
  async measure({ quick, say }) {
    const rounds = quick ? 1 : 5;
    return withRig(async (rig) => {
      const first = await rig.startApp({ window: true, inspected: false });
      await first.linked(first.lawyer);
      await first.stop();
      const answers: number[] = [];
      const ready: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        say(`start: round ${round} of ${rounds}`);
        const started = now();
        const app = await rig.startApp({ window: true, inspected: false });
        answers.push((now() - started) / 1000);
        await app.linked(app.lawyer);
        ready.push((now() - started) / 1000);
        await app.stop();
      }
      return [
        figure({ id: 'start.api', name: 'start → API answers', unit: 's' }, answers),
        figure({ id: 'start.ready', name: 'start → session ready', unit: 's', webJs: 3.5, wppServer: 3.7 }, ready),
      ];
    });
  },
};
