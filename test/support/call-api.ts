import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { Route } from '../../main/contract/route.ts';

export interface ApiRequest {
  method?: string;
  path: string;
  key?: string | undefined;
  headers?: Record<string, string>;
  /** An object is sent as JSON; text and bytes go as they are, without a content type. */
  body?: unknown;
}

export interface ApiAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
  /** The body where it says that it is JSON; undefined when it does not, or when there is none. */
  json: unknown;
}

/** What a request says that asks to go on as a WebSocket (RFC 6455, section 4.1; the key is the one of its example). */
const HANDSHAKE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

/** The headers without which a route cannot be called. */
export function headersOf({ stream }: Route): Record<string, string> {
  return stream?.as === 'websocket' ? HANDSHAKE : {};
}

/** One request on a connection of its own. Of a stream, which has no end, the beginning is read; then it is left. */
export function callApi(
  port: number,
  { method = 'GET', path, key, headers = {}, body }: ApiRequest,
): Promise<ApiAnswer> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array || body === undefined;
  const bytes = isRaw ? Buffer.from(body ?? '') : Buffer.from(JSON.stringify(body));
  const hasBody = method === 'POST' || method === 'PATCH';
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        agent: false,
        headers: {
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...(isRaw ? {} : { 'content-type': 'application/json' }),
          ...(hasBody ? { 'content-length': String(bytes.length) } : {}),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        const isStream = response.headers['content-type']?.startsWith('text/event-stream');
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (isStream) finish();
        });
        response.once('error', reject);
        response.on('end', finish);

        function finish(): void {
          if (isStream) request.destroy();
          const whole = Buffer.concat(chunks);
          const isJson =
            response.headers['content-encoding'] === undefined &&
            /^application\/(problem\+)?json/.test(response.headers['content-type'] ?? '');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: whole,
            text: whole.toString(),
            json: isJson && whole.length > 0 ? JSON.parse(whole.toString()) : undefined,
          });
        }
      },
    );
    request.once('upgrade', ({ statusCode = 0, headers: told }, socket) => {
      socket.destroy();
      resolve({ status: statusCode, headers: told, bytes: Buffer.alloc(0), text: '', json: undefined });
    });
    request.once('error', reject);
    request.end(hasBody ? bytes : undefined);
  });
}
