import type { RequestOptions } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'electron';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';

/** More came than there can be. */
export class TooLargeError extends Error {}

/** Nothing came for so long: the feed is not waited for any more. In ms. */
const SILENCE = 30_000;

/**
 * The updater's way to the network, which takes no more than it was told to expect and waits for nobody for ever. On its own
 * it would fill the memory or the disk with whatever a feed sends.
 */
export class BoundedExecutor extends ElectronHttpExecutor {
  /** What one answer may have, in bytes. */
  limit = 0;
  onReceived: (bytes: number) => void = () => {};

  override createRequest(options: RequestOptions, callback: (response: IncomingMessage) => void): ClientRequest {
    const { limit, onReceived } = this;
    const request = super.createRequest(options, callback);
    let received = 0;
    const fail = (error: Error): void => {
      clearTimeout(silence);
      // Who asked is told why; an aborted request alone says nothing.
      request.emit('error', error);
      request.abort();
    };
    const silence = setTimeout(() => fail(new Error('no answer')), SILENCE);
    request.on('close', () => clearTimeout(silence));
    request.on('response', (response) => {
      response.on('end', () => clearTimeout(silence));
      response.on('data', (chunk) => {
        silence.refresh();
        received += chunk.length;
        if (received > limit) fail(new TooLargeError('more than there can be'));
        else onReceived(received);
      });
    });
    return request;
  }
}
