import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signedBytes } from '../../../main/domain/update-signature.ts';

export const CHANNEL = 'latest-linux.yml';

const keys = generateKeyPairSync('ed25519');
const others = generateKeyPairSync('ed25519');

/** The public part that the app under test is built with. */
export const PUBLIC_KEY = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

export function signature(metadata: string, name = CHANNEL, key = keys.privateKey): string {
  return sign(null, signedBytes(name, Buffer.from(metadata)), key).toString('base64');
}

export function foreignSignature(metadata: string): string {
  return signature(metadata, CHANNEL, others.privateKey);
}

/** As electron-builder writes it. */
export function metadataOf(version: string, file: Uint8Array, notes = ''): string {
  const sha512 = createHash('sha512').update(file).digest('base64');
  const name = `Lexline-${version}.AppImage`;
  return [
    `version: ${version}`,
    'files:',
    `  - url: ${name}`,
    `    sha512: ${sha512}`,
    `    size: ${file.length}`,
    `path: ${name}`,
    `sha512: ${sha512}`,
    `releaseNotes: ${JSON.stringify(notes)}`,
    "releaseDate: '2026-11-30T08:00:00.000Z'",
    '',
  ].join('\n');
}

type Answer = string | Uint8Array | ((response: ServerResponse) => void);

export interface Feed {
  url: string;
  /** By the path's last part. What is not there is answered with 404. */
  files: Map<string, Answer>;
  requests: { path: string; headers: IncomingHttpHeaders }[];
  /** Offers that version, with our signature. */
  offer(version: string, file: Uint8Array, notes?: string): string;
  /** Of that file, when it is asked for, the second half comes when the answer is called. */
  holdHalf(version: string, file: Uint8Array): () => void;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A server of new versions on loopback: real HTTP, and whatever a test puts there. */
export async function startFeed(): Promise<Feed> {
  const files = new Map<string, Answer>();
  const requests: Feed['requests'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push({ path, headers: request.headers });
    const answer = files.get(path.slice(path.lastIndexOf('/') + 1));
    if (answer === undefined) response.writeHead(404).end('nothing here');
    else if (typeof answer === 'function') answer(response);
    else response.writeHead(200, { 'content-length': Buffer.byteLength(answer) }).end(answer);
  });
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/desktop/`, files, requests },
    offer(version, file, notes) {
      const metadata = metadataOf(version, file, notes);
      files.set(CHANNEL, metadata).set(`${CHANNEL}.sig`, signature(metadata));
      files.set(`Lexline-${version}.AppImage`, file);
      return metadata;
    },
    holdHalf(version, file) {
      const half = file.length / 2;
      const held: ServerResponse[] = [];
      files.set(`Lexline-${version}.AppImage`, (response) => {
        response.writeHead(200, { 'content-length': file.length });
        response.write(file.subarray(0, half));
        held.push(response);
      });
      return () => {
        for (const response of held) response.end(file.subarray(half));
      };
    },
    start: () => listen(port),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
