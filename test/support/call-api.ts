import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

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

/** One request on a connection of its own. */
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
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.on('end', () => {
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
        });
      },
    );
    request.once('error', reject);
    request.end(hasBody ? bytes : undefined);
  });
}
