import { expect, test } from '@playwright/test';
import { createMetrics } from '../../../main/observability/metrics.ts';

test('a clock that is set back while something is timed takes nothing away from what was counted', async () => {
  const metrics = createMetrics();
  metrics.took('webhook_attempt', 2, { outcome: 'delivered' });
  metrics.took('webhook_attempt', -3600, { outcome: 'delivered' });
  const { text } = await metrics.text();
  expect(text).toContain('lexline_webhook_attempt_duration_seconds_sum{outcome="delivered"} 2\n');
  expect(text).toContain('lexline_webhook_attempt_duration_seconds_count{outcome="delivered"} 2\n');
});
