import { useMediaQuery } from '@mantine/hooks';

/** Up to this width, in CSS pixels, one thing is shown at a time. The style sheets have the same. */
const NARROW = 720;

export function isNarrow(width: number = NARROW): boolean {
  return window.matchMedia(`(max-width: ${width}px)`).matches;
}

/** Whether the window is no wider than that, in CSS pixels. */
export function useNarrow(width: number = NARROW): boolean {
  return useMediaQuery(`(max-width: ${width}px)`, isNarrow(width), { getInitialValueInEffect: false });
}
