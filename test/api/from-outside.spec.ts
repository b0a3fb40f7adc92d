import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { Problem } from '../../main/contract/problems.ts';
import type { Route } from '../../main/contract/route.ts';
import { ROUTES, type RouteName } from '../../main/contract/routes.ts';
import { Webhook } from '../../main/contract/webhook.ts';
import { makeApiKey } from '../../main/domain/api-keys.ts';
import { FAKE_ADDRESS } from '../support/fake-tunnel-provider.ts';
import { openRaw } from '../support/raw-request.ts';
import { CLIENT, createRouteCaller } from '../support/route-caller.ts';
import { startTestApi } from '../support/start-test-api.ts';
import { callersOf } from './access-matrix/callers.ts';
import { kindNamedBy, openMatrixWorld, requestAbout } from './access-matrix/matrix-world.ts';
import { POLICY } from './access-matrix/policy.ts';

/**
 * What there is for calls through the tunnel, written down by hand and by nothing that enforces it: the directory's work
 * with its lawyer's conversations, and nothing by which a stolen key could give itself more, or last longer.
 */
const FROM_OUTSIDE: readonly RouteName[] = [
  ...(['getHealth', 'listAlerts', 'getOwnKey', 'getOwnLawyer', 'getLawyer', 'getStats'] as const),
  ...(['sendMessage', 'listMessages', 'getMessage', 'listVersions', 'cancelMessage', 'retryMessage'] as const),
  ...(['reactToMessage', 'editMessage', 'revokeMessage', 'listOutbox', 'cancelQueued'] as const),
  ...(['listConversations', 'getConversation', 'listChatMessages', 'readConversation'] as const),
  ...(['getCompleteness', 'syncConversation'] as const),
  ...(['listClients', 'getClient', 'createClient', 'changeClient', 'removeClient'] as const),
  ...(['addAlias', 'removeAlias', 'mergeClients', 'unmergeClients'] as const),
  ...(['uploadAttachment', 'getAttachment', 'getAttachmentContent', 'getAttachmentThumbnail'] as const),
  ...(['fetchAttachment', 'createFileLink', 'getLinkedFile'] as const),
  ...(['createTemplate', 'listTemplates', 'getTemplate', 'changeTemplate', 'removeTemplate'] as const),
  ...(['previewTemplate', 'createWebhook', 'listWebhooks', 'deleteWebhook'] as const),
  ...(['getWebhook', 'changeWebhook', 'pauseWebhook', 'resumeWebhook', 'recoverWebhook'] as const),
  ...(['rotateWebhookSecret', 'testWebhook', 'listDeliveries', 'getDelivery', 'redeliver'] as const),
  ...(['listEvents', 'streamEvents', 'openEventSocket', 'getEvent'] as const),
];

const NAMES = Object.keys(ROUTES) as RouteName[];

test('the contract lets in from outside what is written down here, and nothing else', () => {
  expect(NAMES.filter((name) => ROUTES[name].fromOutside).sort()).toEqual([...FROM_OUTSIDE].sort());
});

test('what is not for outside does not exist there, whoever asks and whatever the request says', async () => {
  test.setTimeout(60_000);
  const world = await openMatrixWorld();
  const { api } = world;
  try {
    const callers = await callersOf(world);
    const before = api.store.content();
    const wrong: string[] = [];
    for (const name of NAMES.filter((one) => !FROM_OUTSIDE.includes(one))) {
      const request = requestAbout(name, ROUTES[name], kindNamedBy(name, ROUTES[name]) && 'granted', world);
      const tries = callers.flatMap((caller) => {
        const key = caller.keyFor(POLICY[name].scope);
        const local = `127.0.0.1:${api.port}`;
        return [{}, { host: local, 'x-forwarded-host': local, 'x-forwarded-for': '127.0.0.1' }].map(async (headers) => {
          const { status, json } = await api.callFromOutside({ ...request, key, headers });
          const code = Problem.safeParse(json).data?.code;
          if (status !== 404 || code !== 'not_found') wrong.push(`${name} by ${caller.name}: ${status} ${code}`);
        });
      });
      await Promise.all(tries);
    }
    for (const path of [
      '/docs',
      '/docs/page.js',
      '/openapi.json',
      '/',
      '/v1',
      '/V1/METRICS',
      '/v1/metrics/',
      '//v1/metrics',
    ]) {
      const { status } = await api.callFromOutside({ path, key: api.adminKey });
      if (status !== 404) wrong.push(`${path}: ${status}`);
    }
    expect(wrong).toEqual([]);
    expect(api.store.content()).toBe(before);
  } finally {
    await api.stop();
  }
});

test('what is for outside opens for keys of lawyers and for nobody else', async () => {
  test.setTimeout(60_000);
  const world = await openMatrixWorld();
  const { api } = world;
  try {
    const callers = await callersOf(world);
    world.keepNothing();
    const before = api.store.content();
    const wrong: string[] = [];
    for (const name of FROM_OUTSIDE.filter((one) => POLICY[one].who !== 'everybody')) {
      const { body, ...request } = requestAbout(
        name,
        ROUTES[name],
        kindNamedBy(name, ROUTES[name]) && 'granted',
        world,
      );
      await Promise.all(
        callers.map(async (caller) => {
          // An address of this machine is none from outside, see below.
          const isHook = name === 'createWebhook' || name === 'changeWebhook';
          const sent = isHook && typeof body === 'object' ? { ...body, url: 'https://93.184.216.34/hook' } : body;
          const asked = { ...request, body: sent, key: caller.keyFor(POLICY[name].scope) };
          const { status, json } = await api.callFromOutside(asked);
          const code = Problem.safeParse(json).data?.code;
          const isLawyer = caller.role === 'lawyer' || caller.role === 'other lawyer';
          if (!isLawyer) {
            const wanted = caller.opensNothing ?? 'not_from_outside';
            if (code !== wanted) wrong.push(`${name} by ${caller.name}: ${code ?? status} instead of ${wanted}`);
            return;
          }
          // To a lawyer it is what it is on this machine.
          const here = await api.call(asked);
          const codeHere = Problem.safeParse(here.json).data?.code;
          if (status !== here.status || code !== codeHere) wrong.push(`${name} by ${caller.name}: ${status} ${code}`);
        }),
      );
    }
    expect(wrong).toEqual([]);
    expect(api.store.content()).toBe(before);
    expect(api.log.errors()).toEqual([]);
  } finally {
    await api.stop();
  }
});

test('the audit log tells what came through the tunnel, and that an administrator’s key was tried there', async () => {
  const api = await startTestApi();
  try {
    const { key, lawyer } = await api.addLawyer();
    const body = { to: CLIENT, text: 'Hello' };
    const headers = { 'x-forwarded-for': '203.0.113.7', forwarded: 'for=203.0.113.7' };
    await api.callFromOutside({ method: 'POST', path: '/v1/messages/send', key, body, headers });
    for (let times = 0; times < 3; times += 1) {
      await api.callFromOutside({ path: '/v1/conversations', key: api.adminKey });
    }
    const rows = api.store.rows(
      'SELECT action, address, outcome, actor_role, lawyer_id FROM audit_log WHERE number > 0',
    );
    expect(rows).toEqual([
      { action: 'sendMessage', address: 'tunnel', outcome: 'done', actor_role: 'lawyer', lawyer_id: lawyer.id },
      {
        action: 'listConversations',
        address: 'tunnel',
        outcome: 'not_from_outside',
        actor_role: 'admin',
        lawyer_id: null,
      },
    ]);
    expect(await api.metrics.text()).toMatchObject({
      text: expect.stringContaining('lexline_tunnel_requests_total 4'),
    });
  } finally {
    await api.stop();
  }
});

test('from outside no address of this machine becomes a webhook, whatever is allowed to those who call from here', async () => {
  const api = await startTestApi();
  try {
    const { key } = await api.addLawyer();
    const register = { method: 'POST', path: '/v1/webhooks', key };
    const local = ['http://127.0.0.1:9/', 'http://localhost:9/', 'https://[::1]/', 'http://2130706433/'];
    const codeOf = async (answer: Promise<{ json: unknown; status: number }>) => {
      const { json, status } = await answer;
      return Problem.safeParse(json).data?.code ?? status;
    };
    const publicUrl = 'https://93.184.216.34/hook';
    const made = await api.callFromOutside({ ...register, body: { url: publicUrl, events: ['message.*'] } });
    const { id } = Webhook.parse(made.json);
    const change = { method: 'PATCH', path: `/v1/webhooks/${id}`, key };
    for (const url of local) {
      const body = { url, events: ['message.*'] };
      expect(await codeOf(api.callFromOutside({ ...register, body }))).toBe('webhook_url_not_allowed');
      expect(await codeOf(api.callFromOutside({ ...change, body: { url } }))).toBe('webhook_url_not_allowed');
      expect(await codeOf(api.call({ ...register, body }))).toBe(201);
    }
    expect(api.store.rows(`SELECT url FROM webhooks WHERE url = '${publicUrl}'`)).toHaveLength(1);
  } finally {
    await api.stop();
  }
});

test('a flood from outside locks nobody out who calls from here, and no right key from outside', async () => {
  const api = await startTestApi({ limits: { requestsPerMinute: 5, publicRequestsPerMinute: 5, wrongKeys: 3 } });
  try {
    const { key } = await api.addLawyer();
    const wrong = makeApiKey('practice', { role: 'admin' }, { name: 'x', at: api.clock.now() }).text;
    const outside = async (path: string, by?: string) =>
      Problem.safeParse((await api.callFromOutside({ path, key: by })).json).data?.code ?? 'done';
    const here = async (path: string, by?: string) =>
      Problem.safeParse((await api.call({ path, key: by })).json).data?.code ?? 'done';
    for (let times = 0; times < 3; times += 1) expect(await outside('/v1/clients', wrong)).toBe('unauthorized');
    expect(await outside('/v1/clients', wrong)).toBe('too_many_failures');
    expect(await outside('/v1/clients', key)).toBe('done');
    expect(await here('/v1/clients', wrong)).toBe('unauthorized');

    for (let times = 0; times < 5; times += 1) expect(await outside('/v1/health')).toBe('done');
    expect(await outside('/v1/health')).toBe('rate_limited');
    expect(await here('/v1/health')).toBe('done');

    for (let times = 0; times < 4; times += 1) expect(await outside('/v1/clients', key)).toBe('done');
    expect(await outside('/v1/clients', key)).toBe('rate_limited');
    expect(await here('/v1/clients', key)).toBe('done');
  } finally {
    await api.stop();
  }
});

test('the same Idempotency-Key sent at once on both ways is done once', async () => {
  const api = await startTestApi();
  try {
    const { key } = await api.addLawyer();
    const request = {
      ...{ method: 'POST', path: '/v1/messages/send', key, body: { to: CLIENT, text: 'once' } },
      headers: { 'idempotency-key': 'k-1' },
    };
    const answers = await Promise.all([api.call(request), api.callFromOutside(request), api.call(request)]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(api.store.rows('SELECT id FROM messages')).toHaveLength(1);
  } finally {
    await api.stop();
  }
});

test('from outside any name leads there, no browser does, and no other host is told to use HTTPS', async () => {
  const api = await startTestApi();
  try {
    const { key } = await api.addLawyer();
    const ask = (headers: Record<string, string>) => api.callFromOutside({ path: '/v1/clients', key, headers });
    for (const host of ['lexline.example.org', 'abc.trycloudflare.com:443', '127.0.0.1:1']) {
      const { status, headers } = await ask({ host });
      expect([host, status]).toEqual([host, 200]);
      expect(headers['strict-transport-security']).not.toContain('includeSubDomains');
    }
    const browsers: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'https://lexline.example.org', host: 'lexline.example.org', 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
    ];
    for (const headers of browsers) {
      const { status, json, headers: answered } = await ask(headers);
      expect([status, Problem.parse(json).code]).toEqual([403, 'forbidden_origin']);
      expect(answered['access-control-allow-origin']).toBeUndefined();
    }
    for (const method of ['OPTIONS', 'PUT', 'TRACE']) {
      expect((await api.callFromOutside({ method, path: '/v1/clients', key })).status).toBe(404);
    }
  } finally {
    await api.stop();
  }
});

test('a body that comes slowly from outside is not waited for', async () => {
  const api = await startTestApi({ patience: 50 });
  try {
    const { key } = await api.addLawyer();
    const socket = connect(api.outsidePort, '127.0.0.1');
    const head = ['POST /v1/messages/send HTTP/1.1', 'Host: x', `Authorization: Bearer ${key}`];
    const more = ['Content-Type: application/json', 'Content-Length: 50'];
    socket.write(`${[...head, ...more].join('\r\n')}\r\n\r\n{`);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.once('close', () => resolve(text));
    });
    expect(answer).toContain('body_too_slow');
  } finally {
    await api.stop();
  }
});

test('who connects from outside and says nothing, or never ends its first line, is not kept', async () => {
  // Node's own 30 s would be too long.
  test.setTimeout(20_000);
  const api = await startTestApi({ headPatience: 200 });
  try {
    const silent = await openRaw(api.outsidePort);
    const drip = await openRaw(api.outsidePort);
    drip.write('GET /v1/health HTTP/1.1\r\nHost: x\r\nX');
    expect([await silent.closed, await drip.closed].join()).not.toContain('200 OK');
  } finally {
    await api.stop();
  }
});

test('no way of writing a request reaches what is not for outside', async () => {
  const api = await startTestApi();
  try {
    const about = `Host: x\r\nAuthorization: Bearer ${api.adminKey}\r\n`;
    const targets = [
      ...['/v1/metrics', '//v1/metrics', '/v1//metrics', '/./v1/metrics', '/v1/health/../metrics', '/v1/metrics/'],
      ...[
        '/v1/health/%2e%2e/metrics',
        '/v1%2fmetrics',
        '/v1/%6detrics',
        '/V1/METRICS',
        '/v1/metrics.',
        '/v1/metrics;a',
      ],
      ...[
        '/v1/metrics?a',
        '/v1/metrics#a',
        'http://127.0.0.1/v1/metrics',
        'http://x/v1/health/../metrics',
        '/v1\\metrics',
      ],
      ...[
        '*',
        '127.0.0.1:5001',
        '/v1/metrics%00',
        '/docs/..%2fv1%2fmetrics',
        '/openapi.json',
        '/v1/tunnel',
        '/v1/audit',
      ],
    ];
    const more = [
      ...['', 'X-HTTP-Method-Override: GET\r\n', 'X-Original-URL: /v1/metrics\r\nX-Rewrite-URL: /v1/metrics\r\n'],
      'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n',
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n',
    ];
    const reached: string[] = [];
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'PUT', 'POST', 'get']) {
      for (const target of targets) {
        for (const headers of more) {
          const raw = await openRaw(api.outsidePort);
          const end = headers.includes('Connection:') ? '' : 'Connection: close\r\n';
          raw.write(`${method} ${target} HTTP/1.${end ? '0' : '1'}\r\n${about}${headers}${end}\r\n`);
          raw.socket.end();
          const answer = await raw.closed;
          if (answer !== '' && !/^HTTP\/1\.1 40[04] /.test(answer))
            reached.push(`${method} ${target}: ${answer.slice(0, 40)}`);
          if (answer.includes('lexline_')) reached.push(`${method} ${target}`);
        }
      }
    }
    expect(reached).toEqual([]);
  } finally {
    await api.stop();
  }
});

test('two requests in one are one, or none', async () => {
  const api = await startTestApi();
  try {
    const hidden = `GET /v1/clients HTTP/1.1\r\nHost: x\r\n\r\n`;
    const both = ['Transfer-Encoding: chunked', `Content-Length: ${hidden.length + 5}`];
    const heads = [
      both,
      [...both].reverse(),
      ['Content-Length: 5', `Content-Length: ${hidden.length + 5}`],
      ['Transfer-Encoding: xchunked'],
      ['Transfer-Encoding: chunked, identity'],
      ['Transfer-Encoding : chunked'],
      ['Content-Length: +5'],
    ];
    for (const head of heads) {
      const raw = await openRaw(api.outsidePort);
      raw.write(`POST /v1/messages/send HTTP/1.1\r\nHost: x\r\n${head.join('\r\n')}\r\n\r\n0\r\n\r\n${hidden}`);
      expect([head, (await raw.closed).match(/HTTP\/1\.1 \d+/g)]).toEqual([head, ['HTTP/1.1 400']]);
    }
  } finally {
    await api.stop();
  }
});

test('a link to a file that is asked for through the tunnel leads through it, and opens the file there', async () => {
  const api = await startTestApi();
  try {
    const lawyer = await api.addLawyer();
    const { use } = createRouteCaller(api, lawyer);
    await use('changeTunnel', { body: { provider: 'cloudflared' } });
    await use('startTunnel');
    await expect.poll(async () => (await use('getTunnel')).state).toBe('up');
    const file = await use('uploadAttachment', { query: '?file_name=a.txt', body: Buffer.from('hello') });
    const path = `/v1/attachments/${file.id}/links`;
    const ask = { method: 'POST', path, key: lawyer.key, body: {} };
    const outside = (await api.callFromOutside(ask)).json as { url: string };
    const here = (await api.call(ask)).json as { url: string };
    expect(outside.url.startsWith(`${FAKE_ADDRESS}/v1/files/`)).toBe(true);
    expect(here.url.startsWith(`${api.url}/v1/files/`)).toBe(true);
    expect((await api.callFromOutside({ path: new URL(outside.url).pathname })).text).toBe('hello');
  } finally {
    await api.stop();
  }
});

test('secrets are taken and never shown, not even to who repeats the request', async () => {
  const api = await startTestApi();
  try {
    const { use } = createRouteCaller(api, await api.addLawyer());
    const body = {
      provider: 'ngrok',
      ngrok: { authtoken: 'ngrok-secret-1' },
      cloudflared: { token: 'cloud-secret-1' },
    };
    const changed = await use('changeTunnel', { body });
    expect(changed).toMatchObject({ ngrok: { has_authtoken: true }, cloudflared: { has_token: true } });
    const seen = JSON.stringify([changed, await use('startTunnel'), await use('getTunnel'), await use('listAudit')]);
    for (const secret of ['ngrok-secret-1', 'cloud-secret-1', 'PRIVATE KEY']) {
      expect(seen + JSON.stringify(api.log.lines)).not.toContain(secret);
    }
    const removed = await use('changeTunnel', { body: { cloudflared: { token: null } } });
    expect(removed).toMatchObject({ ngrok: { has_authtoken: true }, cloudflared: { has_token: false } });
  } finally {
    await api.stop();
  }
});

test('what is missing for a tunnel is named, and one that is on is never left without it', async () => {
  const api = await startTestApi();
  try {
    const { use, refusal } = createRouteCaller(api, await api.addLawyer());
    const fields = async (name: 'startTunnel' | 'changeTunnel', body?: unknown) =>
      (await refusal(name, 'tunnel_not_configured', { body })).errors?.map(({ field }) => field);
    expect(await fields('startTunnel')).toEqual(['provider']);
    await use('changeTunnel', { body: { provider: 'ssh', ssh: { host: 'example.org' } } });
    expect(await fields('startTunnel')).toEqual(['ssh.username', 'ssh.listen_port']);
    await use('changeTunnel', { body: { provider: 'ngrok' } });
    expect(await fields('startTunnel')).toEqual(['ngrok.authtoken']);
    await use('changeTunnel', { body: { provider: 'cloudflared', cloudflared: { token: 'a-token-of-mine' } } });
    expect(await fields('startTunnel')).toEqual(['cloudflared.public_url', 'local_port']);
    await use('changeTunnel', { body: { cloudflared: { token: null } } });
    await use('startTunnel');
    const before = api.store.content();
    expect(await fields('changeTunnel', { provider: null })).toEqual(['provider']);
    expect(api.store.content()).toBe(before);
  } finally {
    await api.stop();
  }
});

test('each route says whether it is for outside in the OpenAPI document', async () => {
  const api = await startTestApi();
  try {
    const { paths } = (await api.call({ path: '/openapi.json' })).json as {
      paths: Record<string, Record<string, { 'x-lexline-from-outside'?: true }>>;
    };
    for (const name of NAMES) {
      const { path, method }: Route = ROUTES[name];
      const said = paths[path]?.[method.toLowerCase()]?.['x-lexline-from-outside'] === true;
      expect([name, said]).toEqual([name, FROM_OUTSIDE.includes(name)]);
    }
  } finally {
    await api.stop();
  }
});
