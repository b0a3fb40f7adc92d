/** In device-independent pixels, of the whole desktop. */
interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How the window was when it was closed. Without a place the system chooses one. */
export interface WindowState {
  width: number;
  height: number;
  x?: number;
  y?: number;
  isMaximized?: boolean;
}

export const SMALLEST_WINDOW = { width: 400, height: 520 } as const;

/** So much of its upper edge must be on a display, to be taken hold of. */
const HOLD = { width: 120, height: 40 } as const;

/**
 * Where the window is opened: as it was, if that lies on a display there is now, and no larger than that. `areas` are what
 * the displays have for windows, the first one's first.
 */
export function boundsOnDisplays(saved: WindowState, areas: readonly Area[]): Omit<WindowState, 'isMaximized'> {
  const { x, y } = saved;
  const found = x === undefined || y === undefined ? undefined : areas.find((area) => holds(area, { ...saved, x, y }));
  const area = found ?? areas[0];
  const size = {
    width: limited(saved.width, SMALLEST_WINDOW.width, area?.width),
    height: limited(saved.height, SMALLEST_WINDOW.height, area?.height),
  };
  return found && x !== undefined && y !== undefined ? { ...size, x, y } : size;
}

function holds(area: Area, { x, y, width }: Area): boolean {
  const shared = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  const below = area.y + area.height - y;
  return shared >= Math.min(HOLD.width, width) && y >= area.y && below >= HOLD.height;
}

function limited(size: number, smallest: number, largest = Number.POSITIVE_INFINITY): number {
  return Math.max(smallest, Math.min(size, largest));
}
