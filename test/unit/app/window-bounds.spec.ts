import { expect, test } from '@playwright/test';
import { boundsOnDisplays } from '../../../main/app/window-bounds.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beside = { x: 1440, y: 0, width: 1920, height: 1080 };

test('a window is opened where it was, on whichever display that is', () => {
  const size = { width: 1240, height: 820 };
  for (const place of [
    { x: 100, y: 50 },
    { x: 1500, y: 0 },
    { x: -1100, y: 25 },
    { x: 1440 + 1920 - 120, y: 1040 },
  ]) {
    expect(boundsOnDisplays({ ...size, ...place }, [laptop, beside])).toEqual({ ...size, ...place });
  }
});

test('a window whose display is gone, or that could not be taken hold of, gets a new place', () => {
  const size = { width: 1240, height: 820 };
  for (const place of [
    { x: 1500, y: 0 },
    { x: -1200, y: 25 },
    { x: 1400, y: 25 },
    { x: 100, y: 870 },
    { x: 100, y: -400 },
  ]) {
    expect(boundsOnDisplays({ ...size, ...place }, [laptop])).toEqual(size);
  }
  expect(boundsOnDisplays(size, [laptop])).toEqual(size);
});

test('a window is no larger than its display and no smaller than can be used', () => {
  expect(boundsOnDisplays({ width: 3000, height: 2000, x: 1500, y: 0 }, [laptop, beside])).toEqual({
    ...{ width: 1920, height: 1080 },
    ...{ x: 1500, y: 0 },
  });
  expect(boundsOnDisplays({ width: 3000, height: 2000 }, [laptop])).toEqual({ width: 1440, height: 875 });
  expect(boundsOnDisplays({ width: 10, height: 10 }, [laptop])).toEqual({ width: 400, height: 520 });
  expect(boundsOnDisplays({ width: 900, height: 600 }, [])).toEqual({ width: 900, height: 600 });
});
