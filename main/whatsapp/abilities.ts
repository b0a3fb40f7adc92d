import type { PageCapability } from '../contract/page-reports.ts';
import { Capability, type DriverName } from '../contract/values.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import { driverOfWork, type Work } from '../domain/work-abilities.ts';
import type { SessionAlerts } from './session-alerts.ts';

/** Modules of the page come little by little: what is missing for so long is missing. */
const SETTLING: Millis = 15_000;

interface Dependencies {
  clock: Clock;
  alerts: SessionAlerts;
  changed(): void;
}

/** Which driver does that work; null: it stands still. What the page has said nothing of is taken to be there. */
export type DriverOfWork = (work: Work) => DriverName | null;

export interface Abilities {
  loaded(): void;
  learn(capability: PageCapability): void;
  driverOf: DriverOfWork;
  /** Missing, or done by the second driver. */
  reduced(): { ability: Capability; driver: DriverName | null }[];
  stop(): void;
}

/** What the page can do in this load of it. What has changed for good is told to the person. */
export function createAbilities({ clock, alerts, changed }: Dependencies): Abilities {
  let drivers = new Map<Capability, DriverName | null>();
  let cancelTell: (() => void) | null = null;

  function reduced(): { ability: Capability; driver: DriverName | null }[] {
    return Capability.options.flatMap((ability) => {
      const driver = drivers.get(ability);
      return driver === null || (driver === 'dom' && ability !== 'read_open_chat') ? [{ ability, driver }] : [];
    });
  }

  function set(ability: Capability, driver: DriverName | null): void {
    const known = drivers.get(ability);
    const isNew = !drivers.has(ability);
    drivers.set(ability, driver);
    if (known === driver && !isNew) return;
    cancelTell?.();
    cancelTell = clock.after(SETTLING, tell);
    // What the page has said nothing of was taken to be there.
    if (!isNew || driver !== 'wa-js') changed();
  }

  function tell(): void {
    cancelTell = null;
    const all = reduced();
    const named = (driver: DriverName | null) =>
      all.filter((one) => one.driver === driver).map(({ ability }) => ability as string);
    alerts.keep('ability_missing', named(null));
    alerts.keep('ability_reduced', named('dom'));
  }

  return {
    loaded() {
      drivers = new Map();
      cancelTell?.();
      cancelTell = null;
    },
    learn: ({ name, driver }) => set(name, driver),
    driverOf: (work) =>
      driverOfWork(work, (ability) => {
        const driver = drivers.get(ability);
        return driver === undefined ? 'wa-js' : driver;
      }),
    reduced,
    stop() {
      cancelTell?.();
    },
  };
}
