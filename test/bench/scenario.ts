import type { Figure } from './figure.ts';

export interface Run {
  quick: boolean;
  /** Our own window is open where the scenario leaves the choice. */
  window: boolean;
  /** What is being done, for the person who waits. */
  say(text: string): void;
}

/** Figures that are measured together. */
export interface Scenario {
  name: string;
  /** What it measures and how, in one sentence: it stands above its figures. */
  about: string;
  measure(run: Run): Promise<Figure[]>;
}
