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
 * Connects as a client that never asks for anything, and stays until this process ends (X11 protocol, "Connection Setup").
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
      // The server's events are of no interest, and an open connection must not keep us alive.
      socket.resume().unref();
      resolve();
    });
    socket.write(Buffer.concat([head, padded(name), padded(cookie)]));
  });
}
