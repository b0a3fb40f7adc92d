import { AttachmentId } from '../../../main/contract/ids.ts';
import { MessageText, Phone } from '../../../main/contract/values.ts';
import { actOnMessage } from '../../../main/domain/act-on-message.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { UNPACED } from '../../support/app-life.ts';
import { type Core, expect, HOUR, MINUTE, settle, test } from '../../support/core-fixture.ts';
import { MemoryAttachmentFiles } from '../../support/memory-attachment-files.ts';

const BEA = Phone.parse('+4917000001');
const CARL = Phone.parse('+4917000002');

/** As at a pace: one thing at a time. */
const ONE_AT_A_TIME = {
  ...UNPACED,
  pace: { ...UNPACED.pace, enabled: true, quiet_hours: null, max_typing_seconds: 0, gap_between_chats_seconds: 0 },
};

/** A disk that takes files and gives none of them back, while it is ill. */
class IllDisk extends MemoryAttachmentFiles {
  isIll = true;

  override async *read(sha256: string, part?: { start: number; end: number }): AsyncGenerator<Uint8Array> {
    if (this.isIll) throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
    yield* super.read(sha256, part);
  }
}

async function begun(core: Core): Promise<IllDisk> {
  const files = new IllDisk();
  await core.live({ files, settings: ONE_AT_A_TIME });
  const file = await files.write(
    (async function* () {
      yield Buffer.from('%PDF-1.7 hello');
    })(),
  );
  const id = AttachmentId.parse(newId('att'));
  await core.store.database.write((stores) =>
    stores.attachments.insert({
      id,
      lawyerId: core.lawyer.id,
      messageId: null,
      fileName: 'a.pdf',
      declaredType: null,
      declaredSize: file.size,
      declaredSha256: null,
      durationSeconds: null,
      width: null,
      height: null,
      file,
      at: core.clock.now(),
    }),
  );
  await core.life.accept({ to: BEA, attachment: { id, use: 'document' }, text: MessageText.parse('the file') });
  await core.life.send(BEA, 'behind it');
  await core.life.send(CARL, 'to another');
  await settle();
  return files;
}

test('one file that the disk cannot read keeps no other conversation from being written in', async ({ core }) => {
  await begun(core);
  expect(core.account.arrived.map(({ text }) => text)).toEqual(['to another']);
  expect(core.queue()[0]).toMatchObject({ state: 'queued', waits_for: 'retry' });
});

test('it is sent when the disk is well again, in its order', async ({ core }) => {
  const files = await begun(core);
  files.isIll = false;
  await core.clock.advance(MINUTE);
  expect(core.account.arrived.map(({ text }) => text)).toEqual(['to another', 'the file', 'behind it']);
});

test('it is given up after several tries, and its conversation goes on', async ({ core }) => {
  await begun(core);
  await core.clock.advance(HOUR);
  expect(core.store.rows("SELECT status, error FROM messages WHERE content = 'the file'")).toEqual([
    { status: 'failed', error: 'internal_error' },
  ]);
  expect(core.account.arrived.map(({ text }) => text)).toEqual(['to another', 'behind it']);
  expect([core.queue(), core.told('message')]).toEqual([[], ['message.sent', 'message.failed', 'message.sent']]);
  expect(core.life.log.errors()).toHaveLength(1);
});

test('an action that meets what nobody foresaw is given up in the end, and told', async ({ core }) => {
  const host = await core.live();
  await host.messages(core.account.write('4917000001@c.us', { timestamp: core.seconds(), text: 'In' }));
  await settle();
  core.life.diesAt = (where) => {
    if (where === 'outbox.markSending') throw new TypeError('odd');
    return false;
  };
  const [row] = core.store.rows<{ id: string }>('SELECT id FROM messages');
  await core.life.write((stores) =>
    actOnMessage(stores, core.lawyer.id, row?.id as never, { type: 'react', emoji: '👍' }, core.clock.now()),
  );
  await core.clock.advance(HOUR);
  expect(core.queue()).toMatchObject([{ type: 'react', state: 'failed', error: 'internal_error' }]);
  expect([host.count('react'), core.told('message')]).toEqual([0, ['message.received', 'message.action_failed']]);
});
