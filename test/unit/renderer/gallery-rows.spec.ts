import { expect, test } from '@playwright/test';
import { galleryAddress, messageAddress, sectionOf } from '../../../renderer/features/gallery/gallery-path.ts';
import { galleryRows, itemBeside } from '../../../renderer/features/gallery/gallery-rows.ts';
import { placeOf } from '../../../renderer/routing/address.ts';
import { aMessage } from './a-message.ts';

/** Newest first, at noon of these days. */
const on = (...days: string[]) => days.map((day) => aMessage({ sent_at: new Date(`${day}T12:00:00`).toISOString() }));

/** A heading as `#`, a line as its length. */
const shape = (rows: ReturnType<typeof galleryRows>) =>
  rows.map((row) => (row.kind === 'month' ? '#' : String(row.items.length))).join(' ');

const TWO_MONTHS = on('2026-11-29', '2026-11-20', '2026-11-01', '2026-10-31', '2026-10-02', '2026-10-01');

test('items stand in lines of so many as have room, each month below its own heading', () => {
  expect(shape(galleryRows([], 3))).toBe('');
  expect(shape(galleryRows(TWO_MONTHS, 2))).toBe('# 2 1 # 2 1');
  expect(shape(galleryRows(TWO_MONTHS, 9))).toBe('# 3 # 3');
  expect(shape(galleryRows(on('2026-11-01', '2025-11-01'), 9))).toBe('# 1 # 1');
});

test('a line knows which item it begins with', () => {
  const firsts = galleryRows(TWO_MONTHS, 2).flatMap((row) => (row.kind === 'line' ? [row.first] : []));
  expect(firsts).toEqual([0, 2, 3, 5]);
});

test('the arrows go to the item above or below, or to the last of a shorter line, and nowhere past the ends', () => {
  const rows = galleryRows(TWO_MONTHS, 2);
  const way = (from: number, to: 'above' | 'below') => itemBeside(rows, from, to);
  expect([way(0, 'below'), way(1, 'below'), way(2, 'below'), way(4, 'below'), way(5, 'below')]).toEqual([
    2, 2, 3, 5, 5,
  ]);
  expect([way(0, 'above'), way(1, 'above'), way(2, 'above'), way(3, 'above'), way(5, 'above')]).toEqual([
    0, 1, 0, 2, 3,
  ]);
});

test('the address names the part of a gallery, and nothing that is none', () => {
  expect(sectionOf(placeOf(galleryAddress('law_1', 'con_1', 'links')).query)).toBe('links');
  expect(sectionOf(placeOf(messageAddress('law_1', 'con_1', 'msg_1')).query)).toBeNull();
  expect(placeOf(messageAddress('law_1', 'con_1', 'msg_1'))).toEqual({
    path: '/lawyer/law_1/chats/con_1',
    query: { at: 'msg_1' },
  });
  expect([sectionOf({ gallery: 'x' }), sectionOf({})]).toEqual([null, null]);
});
