import type { UpdateRelease } from '../../main/contract/updates.ts';
import type { Updater } from '../../main/domain/updates.ts';
import { stir } from './fake-clock.ts';

/** A feed and a download that do what a test says. */
export class FakeUpdater implements Updater {
  release: UpdateRelease = { version: '0.2.0', released_at: null, notes: '' };
  fits = true;
  /** What the next look or download throws. */
  fault: Error | null = null;
  looks = 0;
  onProgress: (percent: number) => void = () => {};
  private ended: { resolve(): void; reject(error: Error): void } | null = null;

  async look(): Promise<{ release: UpdateRelease; fits: boolean }> {
    this.looks += 1;
    stir();
    this.throwFault();
    return { release: this.release, fits: this.fits };
  }

  async download(onProgress: (percent: number) => void): Promise<void> {
    this.throwFault();
    this.onProgress = onProgress;
    await new Promise<void>((resolve, reject) => {
      this.ended = { resolve, reject };
    });
  }

  /** The file is there. */
  finish(): void {
    stir();
    this.ended?.resolve();
  }

  cancel(): void {
    stir();
    this.ended?.reject(new Error('cancelled'));
  }

  private throwFault(): void {
    const { fault } = this;
    this.fault = null;
    if (fault) throw fault;
  }
}
