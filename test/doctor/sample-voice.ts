/** Opus always counts 48,000 samples a second (RFC 7845, 4), and a frame of 20 ms has 960 of them. */
const FRAME_SAMPLES = 960;
const FRAMES = 50;
/** 20 ms of silence: one full-band frame of one channel (RFC 6716, 3.1). */
const SILENCE = Buffer.from([0xf8, 0xff, 0xfe]);
const SERIAL = 1;

/** The checksum of an Ogg page: polynomial 0x04c11db7, not reflected, from zero (RFC 3533, 6). */
function oggCrc(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}

/** One page of an Ogg stream with whole packets, each shorter than 255 bytes. `flags`: 2 the first, 4 the last. */
function oggPage(sequence: number, flags: number, samples: number, packets: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(27);
  header.write('OggS', 0, 'latin1');
  header.writeUInt8(flags, 5);
  header.writeBigUInt64LE(BigInt(samples), 6);
  header.writeUInt32LE(SERIAL, 14);
  header.writeUInt32LE(sequence, 18);
  header.writeUInt8(packets.length, 26);
  const page = Buffer.concat([header, Buffer.from(packets.map(({ length }) => length)), ...packets]);
  page.writeUInt32LE(oggCrc(page), 22);
  return page;
}

/** A voice note: one second of silence, Opus in Ogg (RFC 7845), as WhatsApp's phones make it. */
export const SAMPLE_VOICE: Buffer = (() => {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'latin1');
  // Version and number of channels.
  head.set([1, 1], 8);
  head.writeUInt32LE(48_000, 12);
  const tags = Buffer.concat([Buffer.from('OpusTags', 'latin1'), Buffer.alloc(8)]);
  const frames = Array.from({ length: FRAMES }, () => SILENCE);
  return Buffer.concat([
    oggPage(0, 2, 0, [head]),
    oggPage(1, 0, 0, [tags]),
    oggPage(2, 4, FRAMES * FRAME_SAMPLES, frames),
  ]);
})();
