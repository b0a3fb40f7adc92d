import type { AttachmentId } from '../../../main/contract/ids.ts';
import { PageMedia } from '../../../main/contract/page-reports.ts';
import { UNPACED } from '../../support/app-life.ts';
import { type Core, expect, settle, test } from '../../support/core-fixture.ts';

const BEA_CHAT = '4917000001@c.us';
const BYTES = Buffer.from('%PDF-1.7 a brief');

/** A client sends a file that is larger than the lawyer takes in unasked. */
async function sendLarge(core: Core): Promise<void> {
  const media = PageMedia.parse({ mimeType: 'application/pdf', fileName: 'brief.pdf', size: BYTES.length });
  const message = core.account.write(BEA_CHAT, { timestamp: core.seconds(), type: 'document', text: '', media });
  core.host.media.set(message.id, BYTES);
  await core.host.messages(message);
  await settle();
}

test('files that are not taken in are one alert, until somebody has asked for all of them', async ({ core }) => {
  await core.live({ settings: { ...UNPACED, max_attachment_bytes: 10 } });
  await sendLarge(core);
  await sendLarge(core);
  await expect.poll(() => core.alerts()).toEqual([['media_not_taken_in', null]]);
  const files = core.store.rows<{ id: AttachmentId }>('SELECT id FROM attachments');
  expect(files.length).toBe(2);
  for (const [i, { id }] of files.entries()) {
    await core.store.database.write((stores) => stores.attachments.retry(core.lawyer.id, id, core.clock.now()));
    core.life.sessions.wakeMedia(core.lawyer.id);
    // The bytes go to a real disk, which follows no clock of ours.
    const stored = "SELECT id FROM attachments WHERE status = 'stored'";
    await expect.poll(() => core.store.rows(stored).length).toBe(i + 1);
    const open = i === 0 ? [['media_not_taken_in', null]] : [];
    await expect.poll(() => core.alerts()).toEqual(open);
  }
  expect(core.told('alert')).toEqual(['alert.raised', 'alert.cleared']);
});
