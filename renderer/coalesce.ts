/**
 * Runs `work` at once, and when it is asked for again meanwhile, once more after `pause` milliseconds: a burst of
 * pushes costs two readings rather than hundreds, and a single one is not delayed.
 */
export function coalesce(work: () => Promise<void>, pause: number): () => void {
  let busy = false;
  let asked = false;
  const run = async () => {
    busy = true;
    asked = false;
    try {
      await work();
    } finally {
      setTimeout(() => {
        busy = false;
        if (asked) void run();
      }, pause);
    }
  };
  return () => {
    asked = true;
    if (!busy) void run();
  };
}
