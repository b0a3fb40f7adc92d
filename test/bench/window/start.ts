import { now } from '../../demo/now.ts';
import { type Figure, figure } from '../figure.ts';
import type { Rig } from '../rig.ts';
import type { Run } from '../scenario.ts';
import { holdWindow } from './window-page.ts';

export const START_ABOUT =
  'Start: from the start of the process until the chats are painted and the window’s thread is free for what the person does.';

/** The inspector is asked when the API answers: a window that was there before that counts from then. */
export async function measureStart({ quick, say }: Run, rig: Rig): Promise<Figure[]> {
  const rounds = quick ? 1 : 5;
  const took: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    say(`window: start ${round} of ${rounds}`);
    const began = now();
    const app = await rig.startApp({ window: true, inspected: true });
    const window = await holdWindow(await app.inspectWindow());
    took.push(((await window.painted(`document.querySelector('[role="listbox"] [role="option"]')`)) - began) / 1000);
    window.close();
    await app.stop();
  }
  return [
    figure(
      { id: 'window.start', name: 'start → window interactive', unit: 's', target: { is: 'under', value: 1.5 } },
      took,
    ),
  ];
}
