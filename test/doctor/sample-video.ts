/** In pixels; a macroblock has 16. */
const SIDE = 64;
const MACROBLOCKS = SIDE / 16;
/** Milliseconds, in which all times of the file are counted. */
const DURATION = 1000;

/** Bits as H.264 writes them (ITU-T H.264, 7.2 and 9.1). */
function createBits() {
  let text = '';
  const bits = {
    fixed(value: number, length: number) {
      text += value.toString(2).padStart(length, '0');
      return bits;
    },
    /** Exp-Golomb codes, `ue(v)`. */
    golomb(...values: number[]) {
      for (const value of values) {
        const code = (value + 1).toString(2);
        text += code.padStart(code.length * 2 - 1, '0');
      }
      return bits;
    },
    align() {
      text = text.padEnd(Math.ceil(text.length / 8) * 8, '0');
      return bits;
    },
    bytes(bytes: Buffer) {
      for (const byte of bytes) bits.fixed(byte, 8);
      return bits;
    },
    /** With the stop bit behind it. */
    end(): Buffer {
      bits.fixed(1, 1).align();
      return Buffer.from((text.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
    },
  };
  return bits;
}

/** Sequence: number of the set, frame numbers of 4 bits, order by decoding, one reference, the size, whole frames, no more. */
const SEQUENCE = createBits()
  // Baseline, level 1.
  .bytes(Buffer.from([0x67, 66, 0, 10]))
  .golomb(0, 0, 2, 1)
  .fixed(0, 1)
  .golomb(MACROBLOCKS - 1, MACROBLOCKS - 1)
  .fixed(0b1100, 4)
  .end();

/** Picture: both numbers of sets, CAVLC, one slice group, one reference each way, no weights, quantisers at their middle. */
const PICTURE = createBits()
  .bytes(Buffer.from([0x68]))
  .golomb(0, 0)
  .fixed(0, 2)
  .golomb(0, 0, 0)
  .fixed(0, 3)
  .golomb(0, 0, 0)
  .fixed(0, 3)
  .end();

/** The one frame, of one colour: every macroblock holds its samples as they are (`I_PCM`), so that nothing is to be coded. */
const FRAME = (() => {
  const bits = createBits()
    .bytes(Buffer.from([0x65]))
    // The first macroblock, an I slice, the picture's set; the frame's number; the IDR's number; no marks; the quantiser.
    .golomb(0, 7, 0)
    .fixed(0, 4)
    .golomb(0)
    .fixed(0, 2)
    .golomb(0);
  const samples = Buffer.concat([Buffer.alloc(256, 0x55), Buffer.alloc(128, 0x80)]);
  for (let block = 0; block < MACROBLOCKS ** 2; block += 1) bits.golomb(25).align().bytes(samples);
  return bits.end();
})();

/** A box of ISO 14496-12: its length, its name, its content. */
function box(name: string, ...content: (Buffer | readonly number[])[]): Buffer {
  const body = Buffer.concat(content.map((part) => (Buffer.isBuffer(part) ? part : words(...part))));
  return Buffer.concat([words(body.length + 8), Buffer.from(name, 'latin1'), body]);
}

function words(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) buffer.writeUInt32BE(value, index * 4);
  return buffer;
}

function shorts(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) buffer.writeUInt16BE(value, index * 2);
  return buffer;
}

/** The matrix that leaves a picture as it is. */
const AS_IT_IS = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

/** A film of one second with one frame: H.264 in MP4 (ISO 14496-12 and -15), without sound. */
export const SAMPLE_VIDEO: Buffer = (() => {
  const type = box('ftyp', Buffer.from('isom\0\0\x02\0isomavc1mp41', 'latin1'));
  const sample = Buffer.concat([words(FRAME.length), FRAME]);
  const configuration = box(
    'avcC',
    Buffer.from([1, 66, 0, 10, 0xff, 0xe1]),
    shorts(SEQUENCE.length),
    SEQUENCE,
    Buffer.from([1]),
    shorts(PICTURE.length),
    PICTURE,
  );
  const format = box(
    'avc1',
    // The first of the data references; 72 dots an inch; one frame a sample; no name; 24 bits of colour.
    shorts(0, 0, 0, 1, ...Array(8).fill(0), SIDE, SIDE, 72, 0, 72, 0, 0, 0, 1),
    Buffer.alloc(32),
    shorts(24, 0xffff),
    configuration,
  );
  const samplesAt = type.length + 8;
  const table = box(
    'stbl',
    box('stsd', [0, 1], format),
    box('stts', [0, 1, 1, DURATION]),
    box('stsc', [0, 1, 1, 1, 1]),
    box('stsz', [0, 0, 1, sample.length]),
    box('stco', [0, 1, samplesAt]),
  );
  const information = box('minf', box('vmhd', [1, 0, 0]), box('dinf', box('dref', [0, 1], box('url ', [1]))), table);
  const media = box(
    'mdia',
    // The language is "und", for none.
    box('mdhd', [0, 0, 0, 1000, DURATION, 0x55c40000]),
    box('hdlr', [0, 0], Buffer.from('vide', 'latin1'), Buffer.alloc(13)),
    information,
  );
  const track = box('tkhd', [3, 0, 0, 1, 0, DURATION, 0, 0, 0, 0, ...AS_IT_IS, SIDE << 16, SIDE << 16]);
  const movie = box('mvhd', [0, 0, 0, 1000, DURATION, 0x10000, 0x01000000, 0, 0, ...AS_IT_IS, ...Array(6).fill(0), 2]);
  return Buffer.concat([type, box('mdat', sample), box('moov', movie, box('trak', track, media))]);
})();
