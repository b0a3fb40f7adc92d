/**
 * Draws the tray's icons: the bubble of icon.svg with an L cut out, a dot for unread messages, a triangle for trouble. The
 * colours of Windows and Linux are those of the app's icon; macOS colours its own (`-Template`). Run it after a change:
 * `node resources/icons/draw-tray.mjs`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const GROUND = [31, 122, 113];
const WHITE = [255, 255, 255];
const BLACK = [0, 0, 0];
const UNREAD = [224, 70, 60];
const TROUBLE = [244, 172, 30];
/** Points looked at for each pixel, along a side. */
const FINE = 8;

/** All shapes in a square of 32 by 32. */
const inRound = (x, y, left, top, right, bottom, radius) => {
  const dx = Math.max(left + radius - x, x - (right - radius), 0);
  const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
};
const inBubble = (x, y) =>
  inRound(x, y, 1, 2, 31, 26, 7) || (x >= 6 && x <= 14 && y >= 24 && y <= 31 && x - 6 <= 8 - ((y - 24) * 8) / 7);
const inLetter = (x, y) => inRound(x, y, 10, 6, 14.5, 22, 2) || inRound(x, y, 10, 17.5, 22, 22, 2);
const inCircle = (x, y, radius) => (x - 24) ** 2 + (y - 23) ** 2 <= radius ** 2;
/** How far each side of the triangle is pushed out. */
const inTriangle = (x, y, out) => y <= 31 + out && Math.abs(x - 23) <= ((y - 14 + out * 2) * 8.5) / 17 + out * 0.2;
const inMark = (x, y) => Math.abs(x - 23) <= 1.2 && ((y >= 20 && y <= 25.5) || (y >= 27 && y <= 29.4));

/** The colour at a point, or null where there is none. */
const at = (x, y, kind, isTemplate) => {
  if (kind === 'unread') {
    if (inCircle(x, y, 8)) return isTemplate ? BLACK : UNREAD;
    if (inCircle(x, y, 10)) return null;
  }
  if (kind === 'trouble') {
    if (inTriangle(x, y, 0)) return inMark(x, y) ? (isTemplate ? null : BLACK) : isTemplate ? BLACK : TROUBLE;
    if (inTriangle(x, y, 1.6)) return null;
  }
  if (!inBubble(x, y)) return null;
  if (inLetter(x, y)) return isTemplate ? null : WHITE;
  return isTemplate ? BLACK : GROUND;
};

/** One pixel: the mean of its points, transparent as far as they are. */
const pixel = (column, row, size, kind, isTemplate) => {
  const sum = [0, 0, 0];
  let opaque = 0;
  for (let step = 0; step < FINE * FINE; step += 1) {
    const x = ((column + ((step % FINE) + 0.5) / FINE) * 32) / size;
    const y = ((row + (Math.floor(step / FINE) + 0.5) / FINE) * 32) / size;
    const colour = at(x, y, kind, isTemplate);
    if (!colour) continue;
    opaque += 1;
    for (const part of [0, 1, 2]) sum[part] += colour[part];
  }
  return [...sum.map((part) => (opaque === 0 ? 0 : Math.round(part / opaque))), Math.round((opaque * 255) / FINE ** 2)];
};

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

const png = (size, kind, isTemplate) => {
  const rows = Array.from({ length: size }, (_, row) => [
    0,
    ...Array.from({ length: size }, (_, column) => pixel(column, row, size, kind, isTemplate)).flat(),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

for (const [name, kind] of [
  ['tray', 'plain'],
  ['tray-unread', 'unread'],
  ['tray-trouble', 'trouble'],
]) {
  const write = (file, ...drawn) => writeFileSync(join(import.meta.dirname, file), png(...drawn));
  write(`${name}.png`, 32, kind, false);
  write(`${name}-Template.png`, 16, kind, true);
  write(`${name}-Template@2x.png`, 32, kind, true);
}
