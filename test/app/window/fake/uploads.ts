interface Upload {
  parts: Uint8Array[];
  /** Resolves with false when it was cancelled. */
  whole: PromiseWithResolvers<boolean>;
}

/** Files that come part by part. */
export class FakeUploads {
  readonly cancelled: string[] = [];
  readonly #all = new Map<string, Upload>();

  #of(name: string): Upload {
    const known = this.#all.get(name);
    if (known) return known;
    const made = { parts: [], whole: Promise.withResolvers<boolean>() };
    this.#all.set(name, made);
    return made;
  }

  give(name: string, part: Uint8Array, isLast: boolean): boolean {
    const upload = this.#of(name);
    upload.parts.push(part);
    if (isLast) upload.whole.resolve(true);
    return !isLast;
  }

  cancel(name: string): void {
    this.cancelled.push(name);
    this.#of(name).whole.resolve(false);
  }

  /** Until nothing more comes of it. */
  async ended(name: string): Promise<void> {
    await this.#of(name).whole.promise;
  }

  bytesOf(name: string): Uint8Array | null {
    return this.cancelled.includes(name) ? null : Buffer.concat(this.#of(name).parts);
  }
}
