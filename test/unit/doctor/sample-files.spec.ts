import { expect, test } from '@playwright/test';
import { checkUse } from '../../../main/domain/sendable-file.ts';
import { createContentTypeFinder } from '../../../main/storage/content-type.ts';
import { SAMPLE_VIDEO } from '../../doctor/sample-video.ts';
import { SAMPLE_VOICE } from '../../doctor/sample-voice.ts';

for (const [use, bytes, type] of [
  ['video', SAMPLE_VIDEO, 'video/mp4'],
  ['voice', SAMPLE_VOICE, 'audio/ogg'],
] as const) {
  test(`the doctor’s ${use} is by its bytes what can be sent as one`, async () => {
    const finder = createContentTypeFinder();
    finder.take(bytes);
    const mimeType = await finder.find();
    expect(mimeType).toBe(type);
    expect(() => checkUse({ mimeType, size: bytes.length }, use)).not.toThrow();
  });
}
