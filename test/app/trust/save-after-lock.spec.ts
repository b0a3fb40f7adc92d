import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type InspectedApp, test } from './inspected-app.ts';

const OLGA = { name: 'Olga', email: 'olga@kanzlei.example', password: 'correct horse battery' };

interface Shell {
  lexline: { call(name: string, input: unknown): Promise<{ ok: boolean; code?: string; value?: unknown }> };
}

declare global {
  /** The system's dialog that is open: answers it with that place. */
  var lexlineChoose: ((filePath: string) => void) | undefined;
}

/** What the main process says to a call. */
const call = ({ window: page }: InspectedApp, name: string, input?: unknown) =>
  page.evaluate(([wanted, given]) => (window as unknown as Shell).lexline.call(wanted, given), [name, input] as [
    string,
    unknown,
  ]);

/** The system's dialog stays until the test answers it, whatever becomes of the window. */
async function holdDialogs({ electron }: InspectedApp): Promise<void> {
  await electron.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () =>
      new Promise((resolve) => {
        globalThis.lexlineChoose = (filePath) => {
          globalThis.lexlineChoose = undefined;
          resolve({ canceled: false, filePath });
        };
      });
  });
}

/** Resolves when one is open. */
const isAsked = ({ electron }: InspectedApp) =>
  expect.poll(() => electron.evaluate(() => globalThis.lexlineChoose !== undefined)).toBe(true);

const choose = ({ electron }: InspectedApp, path: string) =>
  electron.evaluate((_electron, filePath) => globalThis.lexlineChoose?.(filePath), path);

test('whoever presses “Save” in the system’s dialog after the window has locked gets neither the file nor the client', async ({
  inspected,
}) => {
  const lawyer_id = inspected.lawyer.id;
  const upload = { lawyer_id, file_name: 'plan.txt', bytes: null };
  const uploaded = await inspected.window.evaluate(
    async (given) =>
      (await (window as unknown as Shell).lexline.call('attachments.upload', { ...given, bytes: new Uint8Array([65]) }))
        .value as { id: string },
    upload,
  );
  const made = await call(inspected, 'clients.create', {
    lawyer_id,
    client: { name: 'Julia', phone: '+4915112345678' },
  });
  const client = (made.value as { id: string }).id;
  await call(inspected, 'app.confirmRecoveryKey');
  expect(await call(inspected, 'staff.create', { ...OLGA, role: 'owner' })).toMatchObject({ ok: true });
  const { window: page } = inspected;
  await page.getByLabel('Email').fill(OLGA.email);
  await page.getByLabel('Password', { exact: true }).fill(OLGA.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Signed in: Olga' })).toBeVisible();
  await holdDialogs(inspected);

  const calls = [
    ['attachments.save', { lawyer_id, id: uploaded.id }],
    ['clients.export', { lawyer_id, id: client }],
  ] as const;
  for (const [name, input] of calls) {
    const before = readdirSync(inspected.dataDir);
    const path = join(inspected.dataDir, 'by a passer-by');
    const answered = call(inspected, name, input);
    await isAsked(inspected);
    await inspected.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    expect(await call(inspected, 'lawyers.list')).toMatchObject({ code: 'session_locked' });
    await choose(inspected, path);
    expect(await answered, name).toMatchObject({ ok: false, code: 'session_ended' });
    expect(readdirSync(inspected.dataDir), name).toEqual(before);
    expect(await call(inspected, 'identity.unlock', { password: OLGA.password })).toMatchObject({ ok: true });

    const theirs = join(inspected.dataDir, 'by the lawyer');
    const again = call(inspected, name, input);
    await isAsked(inspected);
    await choose(inspected, theirs);
    expect(await again, name).toMatchObject({ ok: true });
    expect(existsSync(theirs), name).toBe(true);
  }
});
