import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { type Rate, SoundPlayer, type SoundState } from './sound-player.ts';

const Context = createContext<SoundPlayer | null>(null);

export const SoundProvider = Context.Provider;

/** A player for as long as the caller is there. */
export function useSoundPlayer(): SoundPlayer | null {
  const [player, setPlayer] = useState<SoundPlayer | null>(null);
  useEffect(() => {
    const made = new SoundPlayer();
    setPlayer(made);
    return () => made.stop();
  }, []);
  return player;
}

const NO_SOUND: SoundState = { isPlaying: false, time: 0, length: null, hasFailed: false };
/** How it is with one sound, and what can be done with it. */
export function useSound(source: string): SoundState & { rate: Rate; player: SoundPlayer | null } {
  const player = useContext(Context);
  const listen = useCallback((listener: () => void) => player?.listen(listener) ?? (() => {}), [player]);
  const state = useSyncExternalStore(listen, () => player?.stateOf(source) ?? NO_SOUND);
  const rate = useSyncExternalStore(listen, () => player?.rate ?? 1);
  return { ...state, rate, player };
}
