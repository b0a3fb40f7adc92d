import { expect } from '@playwright/test';
import type { Look } from './shown-app.ts';
import type { WalkedApp } from './walked-app.ts';

/** The phone ends the link: the chain says which part is broken and leads to what mends it, and the alert goes. */
export async function health(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('health.nav');
  const chain = page.getByRole('list', { name: app.word('health.chain') });
  await expect(chain).toContainText(app.word('health.phone.linked'));
  await look('health');
  await app.phones.logout(app.account);
  await expect(chain).toContainText(app.word('health.phone.logged_out'));
  const alerts = page.getByRole('region', { name: app.word('health.alerts'), exact: true });
  await expect(alerts.getByRole('list', { name: app.word('health.alerts_open') })).toContainText(
    app.word('alerts.logged_out'),
  );
  await look('health-broken');
  await chain
    .getByRole('link', { name: app.word('health.mend.open_session') })
    .first()
    .click();
  await look('logged-out');
  await expect(app.qrCode()).toBeVisible({ timeout: 60_000 });
  await app.scan();
  await expect(app.heading('session.screen.ready.title')).toBeVisible({ timeout: 60_000 });
  await app.goTo('health.nav');
  await expect(chain).toContainText(app.word('health.phone.linked'));
  await expect(alerts.getByRole('list', { name: app.word('health.alerts_over') })).toContainText(
    app.word('alerts.logged_out'),
  );
  await app.goToPart('health.tabs', 'health.tab_numbers');
  await expect(page.getByText(app.word('numbers.total.messages_in'), { exact: true }).first()).toBeVisible();
  await look('numbers');
}
