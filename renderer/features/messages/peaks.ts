/** How many bars a wave form has. */
export const BARS = 48;

/** A wave form as a person sees it: the loudness of each part, the loudest being 1. Silence is 0 throughout. */
export function peaksOf(samples: Float32Array, bars = BARS): number[] {
  const part = samples.length / bars;
  const loud = Array.from({ length: bars }, (_, bar) => {
    const [start, end] = [Math.floor(bar * part), Math.max(Math.floor(bar * part) + 1, Math.floor((bar + 1) * part))];
    let sum = 0;
    for (let index = start; index < end; index += 1) sum += (samples[index] ?? 0) ** 2;
    return Math.sqrt(sum / (end - start));
  });
  const loudest = Math.max(...loud);
  return loudest > 0 ? loud.map((value) => value / loudest) : loud.map(() => 0);
}

/** Enough to see the shape of speech, in samples a second. */
const SAMPLE_RATE = 8000;

/** Reads a stored sound and answers with its wave form. Throws when it cannot be decoded. */
export async function readPeaks(url: string, signal: AbortSignal): Promise<number[]> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`the sound was not given: ${answer.status}`);
  const context = new OfflineAudioContext({ length: 1, sampleRate: SAMPLE_RATE });
  const sound = await context.decodeAudioData(await answer.arrayBuffer());
  return peaksOf(sound.getChannelData(0));
}
