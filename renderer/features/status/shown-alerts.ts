import type { Alert } from '../../../main/contract/entities.ts';
import type { AlertCode } from '../../../main/contract/values.ts';

/** They are raised for each lawyer, whose directory must hear of them, and are about the one app. */
const OF_APP: ReadonlySet<AlertCode> = new Set<AlertCode>(['disk_almost_full', 'disk_space_low', 'memory_high']);

export function isOfApp({ code }: Pick<Alert, 'code'>): boolean {
  return OF_APP.has(code);
}

/** The alerts, newest first, those about the whole app once: as it was first raised. */
export function shownAlerts<Shown extends Pick<Alert, 'code' | 'raised_at'>>(alerts: readonly Shown[]): Shown[] {
  const first = new Map<AlertCode, Shown>();
  for (const alert of alerts.filter(isOfApp)) {
    const other = first.get(alert.code);
    if (!other || alert.raised_at < other.raised_at) first.set(alert.code, alert);
  }
  return alerts.filter((alert) => !isOfApp(alert) || first.get(alert.code) === alert);
}
