/** How it is with one sound. Times are in seconds; `length` is null until it is known. */
export interface SoundState {
  isPlaying: boolean;
  time: number;
  length: number | null;
  hasFailed: boolean;
}

const SILENT: SoundState = { isPlaying: false, time: 0, length: null, hasFailed: false };

/** How fast a sound is played; the button goes round. */
export const RATES = [1, 1.5, 2] as const;
export type Rate = (typeof RATES)[number];

/**
 * Plays one sound at a time. It lives beside the list of messages, not in a bubble: a voice note plays on while its
 * bubble is scrolled out of the list.
 */
export class SoundPlayer {
  readonly #audio = new Audio();
  readonly #listeners = new Set<() => void>();
  readonly #ends: (() => void)[];
  #source: string | null = null;
  #state: SoundState = SILENT;
  #rate: Rate = 1;

  constructor() {
    const changed = () => this.#read();
    const events = ['play', 'pause', 'timeupdate', 'durationchange', 'ended', 'error', 'seeked'] as const;
    for (const event of events) this.#audio.addEventListener(event, changed);
    this.#ends = events.map((event) => () => this.#audio.removeEventListener(event, changed));
    this.#audio.preload = 'none';
  }

  /** Of that sound; the same object until something changes. */
  stateOf(source: string): SoundState {
    return source === this.#source ? this.#state : SILENT;
  }

  get rate(): Rate {
    return this.#rate;
  }

  /** Plays that sound from where it was left, or pauses it. */
  toggle(source: string): void {
    if (source === this.#source && !this.#audio.paused) {
      this.#audio.pause();
      return;
    }
    this.#take(source);
    void this.#audio.play().catch(() => this.#read());
  }

  seek(source: string, seconds: number): void {
    this.#take(source);
    this.#audio.currentTime = seconds;
    this.#read();
  }

  setRate(rate: Rate): void {
    this.#rate = rate;
    this.#audio.playbackRate = rate;
    this.#tell();
  }

  /** Returns the end of listening. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  stop(): void {
    for (const end of this.#ends) end();
    this.#audio.pause();
    this.#audio.removeAttribute('src');
    this.#audio.load();
  }

  #take(source: string): void {
    if (source === this.#source && !this.#state.hasFailed) return;
    this.#source = source;
    this.#audio.src = source;
    this.#audio.playbackRate = this.#rate;
    this.#audio.defaultPlaybackRate = this.#rate;
    this.#read();
  }

  #read(): void {
    const { paused, ended, currentTime, duration, error } = this.#audio;
    this.#state = {
      isPlaying: !paused && !ended,
      time: ended ? 0 : currentTime,
      length: Number.isFinite(duration) ? duration : null,
      hasFailed: error !== null,
    };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
