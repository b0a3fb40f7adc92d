import { request } from 'node:http';
import { expect, messageReceived, test } from './opened-inbox.ts';

test('what a client writes is shown as text and never as HTML', async ({ directory }) => {
  const hostile = `<script>alert(1)</script><img src=x onerror='alert(2)'> & "quoted" \u202Eright to left`;
  await directory.deliver({ body: messageReceived(hostile, '<b onclick="alert(3)">Eve</b>'), id: 'evt_"><i>' });
  const { html } = await directory.page();
  for (const tag of ['<script>', '<img', '<b ', '<i>']) expect(html).not.toContain(tag);
  expect(html).toContain(
    '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;alert(2)&#39;&gt; &amp; &quot;',
  );
  expect(html).toContain('<bdi>&lt;b onclick=&quot;alert(3)&quot;&gt;Eve&lt;/b&gt;</bdi>');
});

test('the page allows its own script alone, and nothing from elsewhere', async ({ directory }) => {
  for (const path of ['/', '/live.js', '/style.css']) {
    const { headers } = await directory.page(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
  expect((await directory.page()).html).not.toMatch(/<script(?! type="module" src="\/live\.js"><\/script>)| on\w+=/);
});

test('the page says since when Lexline is not reached', async ({ directory }) => {
  expect((await directory.page()).html).toContain('Lexline not reached since');
});

for (const path of ['/', '/live']) {
  test(`${path} is only shown under the loopback address, so that no web page can read it`, async ({ directory }) => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const host = 'evil.example';
      request({ host: '127.0.0.1', port: directory.port, path, headers: { host } }, (response) => {
        response.destroy();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
}
