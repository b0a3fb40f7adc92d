import type { Figure } from '../figure.ts';
import { withRig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';
import { fillRig, readChats } from '../size/fill-rig.ts';
import { BUNDLE_ABOUT, measureBundle } from '../window/bundle.ts';
import { measureScroll, SCROLL_ABOUT } from '../window/scroll.ts';
import { measureSearch, SEARCH_ABOUT } from '../window/search.ts';
import { measureStart, START_ABOUT } from '../window/start.ts';
import { measureSwitches, SWITCH_ABOUT } from '../window/switch-chat.ts';
import { measureVisible, VISIBLE_ABOUT } from '../window/visible.ts';
import { holdWindow } from '../window/window-page.ts';

const OFFICE = { messages: 1_000_000, conversations: 2_000, largest: 100_000 };
const SMALL = { messages: 5_000, conversations: 100, largest: 500 };

/** How quick the window is to the person at it, after years. */
export const windowSpeed: Scenario = {
  name: 'window',
  about:
    `Our window on a database of ${OFFICE.messages.toLocaleString('en')} messages in ${OFFICE.conversations.toLocaleString('en')} ` +
    `conversations, one of them of ${OFFICE.largest.toLocaleString('en')}, by events as a mouse and a keyboard make them. Painted: ` +
    'the first frame in whose DOM it is seen is through its layout and paint; what the compositor adds is not in it. ' +
    [START_ABOUT, SWITCH_ABOUT, SEARCH_ABOUT, VISIBLE_ABOUT, SCROLL_ABOUT, BUNDLE_ABOUT].join(' '),
  async measure(run) {
    const bundle = await measureBundle();
    const size = run.quick ? SMALL : OFFICE;
    return withRig(async (rig) => {
      run.say(`window: making a database of ${size.messages} messages`);
      const lawyer = await fillRig(rig, size);
      const chats = readChats(rig);
      const [largest] = chats;
      if (!largest) throw new Error('the database has no chats');
      const figures: Figure[] = await measureStart(run, rig);

      const app = await rig.startApp({ window: true, inspected: true });
      await app.linked(lawyer);
      const window = await holdWindow(await app.inspectWindow());
      figures.push(...(await measureSwitches(run, window, lawyer.id, chats)));
      figures.push(...(await measureSearch(run, app, window)));
      figures.push(...(await measureVisible(run, rig, app, window, largest)));
      figures.push(...(await measureScroll(run, window, lawyer.id, largest, size.largest)));
      window.close();
      return [...figures, ...bundle];
    });
  },
};
