import { connect } from 'node:net';

const scheme = 'MIT-MAGIC-COOKIE-1';

/** @param {number} value */
function bigEndian16(value) {
  return Buffer.from([value >> 8, value & 0xff]);
}

/** @param {Buffer} bytes */
const counted = (bytes) => Buffer.concat([bigEndian16(bytes.length), bytes]);

/**
 * An Xauthority file with one cookie for any host and any display number (which is not known before the server has started).
 * The format is libXau's: family, address, number, name, data; 0xffff is FamilyWild.
 * @param {Buffer} cookie
 */
export function authorityFile(cookie) {
  const none = Buffer.alloc(0);
  return Buffer.concat([
    bigEndian16(0xffff),
    counted(none),
    counted(none),
    counted(Buffer.from(scheme)),
    counted(cookie),
  ]);
}

/** @param {Buffer} bytes X11 pads to four bytes */
const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

/**
 * Moves the pointer to the lower right corner, from wherever it is (X11 protocol, "WarpPointer"). Nobody holds a mouse here:
 * in the middle, where it begins, it would lie over a window, which is told that it is pointed at when another one ends.
 */
function pointerAway() {
  const request = Buffer.alloc(24);
  request[0] = 41;
  request.writeUInt16LE(request.length / 4, 2);
  request.writeInt16LE(0x7fff, 20);
  request.writeInt16LE(0x7fff, 22);
  return request;
}

/**
 * Connects as a client that asks for nothing but to have the pointer out of the way, and stays until this process ends (X11
 * protocol, "Connection Setup").
 * @param {string} number of the display
 * @param {Buffer} cookie
 * @returns {Promise<void>} once the server has accepted us
 */
export function connectToDisplay(number, cookie) {
  const name = Buffer.from(scheme);
  const head = Buffer.alloc(12);
  head.write('l', 0);
  head.writeUInt16LE(11, 2);
  head.writeUInt16LE(name.length, 6);
  head.writeUInt16LE(cookie.length, 8);
  return new Promise((resolve, reject) => {
    const socket = connect(`/tmp/.X11-unix/X${number}`);
    socket.once('error', reject);
    socket.once('data', (answer) => {
      if (answer[0] !== 1) return reject(new Error('it refused our cookie'));
      socket.off('error', reject).on('error', () => {});
      socket.write(pointerAway());
      // The server's events are of no interest, and an open connection must not keep us alive.
      socket.resume().unref();
      resolve();
    });
    socket.write(Buffer.concat([head, padded(name), padded(cookie)]));
  });
}
