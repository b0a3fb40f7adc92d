import { playBusyDay } from './busy-day.ts';
import { playEveryKind } from './every-kind.ts';
import { RECOVERY_KEY } from './fake/app.ts';
import type { FakeMedia } from './fake/media.ts';
import { aSession, QR } from './fake/session.ts';
import type { FakeWorld } from './fake/world.ts';

/** What the window is shown first. */
export type Scene = 'busy' | 'kinds' | 'unlinked' | 'empty' | 'first-run' | 'recovery-key' | 'locked';

/** Fills the fake world with what a test or a screenshot starts from. */
export function playScene(world: FakeWorld, media: FakeMedia, scene: Scene): void {
  switch (scene) {
    case 'busy':
      playBusyDay(world);
      break;
    case 'kinds':
      playEveryKind(world, media);
      break;
    case 'first-run':
      world.app.change({ mode: 'live' });
      world.setUp.be(['recovery_key']);
      break;
    case 'recovery-key':
      playBusyDay(world);
      world.app.change({ recovery_key: RECOVERY_KEY });
      break;
    case 'empty':
      world.addLawyer('Dr. Anna Weber', aSession('ready'));
      break;
    case 'unlinked':
      world.addLawyer('Dr. Anna Weber', aSession('qr', { qr: QR, steps: ['scan_qr', 'use_pairing_code'] }));
      break;
    case 'locked':
      break;
  }
}
