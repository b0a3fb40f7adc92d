import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Express, Request, RequestHandler, Response } from 'express';
import { openApiDocument } from '../contract/openapi/document.ts';
import { DOCS_PAGE, DOCS_POLICY, DOCS_SCRIPT, DOCS_STYLE } from './docs-page.ts';
import { sendProblem } from './problem.ts';
import { namesTag } from './send-content.ts';

export interface ReferenceOptions {
  /** The app's, for `info.version`. */
  version: string;
  /** Where the files of swagger-ui-dist lie. */
  swaggerUiFolder: string;
}

type Read = () => string | Uint8Array | Promise<Uint8Array>;

/** The API described: `GET /openapi.json` for machines, `GET /docs` for people. Neither needs a key or the internet. */
export function addReference(app: Express, { version, swaggerUiFolder }: ReferenceOptions): void {
  // Written when somebody first asks: most starts of the app need none.
  let document: string | undefined;
  const openApi = (): string => {
    document ??= JSON.stringify(openApiDocument(version));
    return document;
  };
  const file =
    (name: string): Read =>
    () =>
      readFile(join(swaggerUiFolder, name));

  serve('/openapi.json', 'application/json', openApi);
  serve('/docs', 'text/html', () => DOCS_PAGE);
  serve('/docs/page.js', 'text/javascript', () => DOCS_SCRIPT);
  serve('/docs/page.css', 'text/css', () => DOCS_STYLE);
  serve('/docs/swagger-ui-bundle.js', 'text/javascript', file('swagger-ui-bundle.js'));
  serve('/docs/swagger-ui.css', 'text/css', file('swagger-ui.css'));

  function serve(path: string, type: string, read: Read): void {
    app.get(path, async (request, response) => sendKept(request, response, type, await read()));
    app.all(path, refuseMethod);
  }
}

const refuseMethod: RequestHandler = (_request, response) => {
  response.setHeader('allow', 'GET, HEAD');
  sendProblem(response, 'method_not_allowed');
};

/** May be kept by whoever asked, who asks each time whether it is still that (RFC 9111, section 5.2.2.4). */
function sendKept(request: Request, response: Response, type: string, content: string | Uint8Array): void {
  const etag = `"${createHash('sha256').update(content).digest('hex')}"`;
  response.setHeader('cache-control', 'no-cache');
  response.setHeader('etag', etag);
  response.setHeader('content-security-policy', DOCS_POLICY);
  if (namesTag(request.headers['if-none-match'], etag)) {
    response.status(304).end();
    return;
  }
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.status(200).end(content);
}
