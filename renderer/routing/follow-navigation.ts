import { useEffect } from 'react';
import type { IpcPush } from '../../main/contract/ipc.ts';
import { placeOf } from './address.ts';
import { matchPath } from './path.ts';
import type { ScreenEntry } from './screen.ts';
import { useRouter } from './use-router.ts';

type Listen = (listener: (push: IpcPush) => void) => () => void;

/** Whether an address leads to one of the screens. */
export function leadsSomewhere(screens: readonly Pick<ScreenEntry, 'path'>[], address: string): boolean {
  const { path } = placeOf(address);
  return screens.some((entry) => matchPath(entry.path, path) !== null);
}

/** Goes where the main process shows the way: a notification was clicked. An address of no screen is left alone. */
export function useFollowNavigation(screens: readonly ScreenEntry[], listen: Listen): void {
  const { navigate } = useRouter();
  useEffect(
    () =>
      listen((push) => {
        if (push.kind === 'navigate' && leadsSomewhere(screens, push.to)) navigate(push.to);
      }),
    [screens, listen, navigate],
  );
}
