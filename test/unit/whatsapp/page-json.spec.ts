import { expect, test } from '@playwright/test';
import { readPageJson } from '../../../main/whatsapp/page-json.ts';

test('what a page says is read as it was written', () => {
  expect(readPageJson('{"ok":true,"value":[1,null,"é"]}', 100)).toEqual({ ok: true, value: [1, null, 'é'] });
});

test('what is no text, no JSON or too long is nothing', () => {
  for (const said of [
    undefined,
    null,
    7,
    { ok: true, value: null },
    '',
    '{"ok":true',
    "{'ok':1}",
    '['.repeat(1_000_000),
  ]) {
    expect(readPageJson(said, 2_000_000)).toBeNull();
  }
  expect(readPageJson('"12"', 4)).toBe('12');
  expect(readPageJson('"12"', 3)).toBeNull();
});
