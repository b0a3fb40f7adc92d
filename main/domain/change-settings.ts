import type { LawyerId } from '../contract/ids.ts';
import { LawyerSettings } from '../contract/lawyer-settings.ts';
import type { LawyerSettingsChange } from '../contract/routes/lawyers.ts';
import type { Mode } from '../contract/values.ts';
import { AppError } from './app-error.ts';
import type { Millis } from './clock.ts';
import type { Stores } from './stores.ts';

/**
 * Changes what the lawyer has set, in the caller's transaction; what is left out of the change stays as it is. Throws
 * AppError `lawyer_not_found`, and `invalid_request` for a live account without a pace: that gets a number banned.
 */
export async function changeSettings(
  stores: Stores,
  mode: Mode,
  lawyerId: LawyerId,
  change: LawyerSettingsChange,
  at: Millis,
): Promise<LawyerSettings> {
  if (!(await stores.lawyers.find(lawyerId))) throw new AppError('lawyer_not_found');
  const before = await stores.lawyerSettings.get(lawyerId);
  const after = LawyerSettings.parse({
    ...before,
    ...change,
    pace: { ...before.pace, ...change.pace },
    sleep: { ...before.sleep, ...change.sleep },
    alerts: { ...before.alerts, ...change.alerts },
  });
  if (mode === 'live' && !after.pace.enabled) {
    const message = 'can be switched off in the practice account only';
    throw new AppError('invalid_request', [{ field: 'pace.enabled', message, fault: 'practice_only' }]);
  }
  await stores.lawyerSettings.set(lawyerId, after, at);
  return after;
}
