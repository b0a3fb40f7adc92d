import { expect, test } from '@playwright/test';
import { AddressRefusedError, assertAddressAllowed, assertUrlAllowed } from '../../../main/webhooks/address-guard.ts';

/** What a request would have to reach inside of somebody's network, in every way of writing it. */
const REFUSED = [
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.0.0.1/',
  'https://0177.0.0.1/',
  'https://017700000001/',
  'https://127.255.255.254/',
  'https://127.0.0.1./',
  'https://localhost/',
  'https://localhost./',
  'https://１２７.０.０.１/',
  'https://0.0.0.0/',
  'https://0/',
  'https://10.1.2.3/',
  'https://167837953/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.1.1/',
  'https://0xc0a80101/',
  'https://169.254.169.254/latest/meta-data/',
  'https://2852039166/',
  'https://0xa9fea9fe/',
  'https://0251.0376.0251.0376/',
  'https://100.64.0.1/',
  'https://192.0.0.1/',
  'https://192.0.2.1/',
  'https://198.18.0.1/',
  'https://198.51.100.1/',
  'https://203.0.113.1/',
  'https://224.0.0.1/',
  'https://240.0.0.1/',
  'https://255.255.255.255/',
  'https://[::1]/',
  'https://[0:0:0:0:0:0:0:1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[::ffff:0:127.0.0.1]/',
  'https://[::127.0.0.1]/',
  'https://[::169.254.169.254]/',
  'https://[64:ff9b::127.0.0.1]/',
  'https://[64:ff9b::a9fe:a9fe]/',
  'https://[64:ff9b:1::a9fe:a9fe]/',
  'https://[2002:7f00:1::]/',
  'https://[2001:0:a9fe:a9fe::]/',
  'https://[fe80::1]/',
  'https://[febf::1]/',
  'https://[fec0::1]/',
  'https://[fc00::1]/',
  'https://[fd00:ec2::254]/',
  'https://[ff02::1]/',
  'https://[100::1]/',
  'https://[2001:db8::1]/',
  'https://user:pass@93.184.216.34/',
  'https://user@93.184.216.34/',
  'https://:pass@93.184.216.34/',
  'http://93.184.216.34/',
  'https://no-such-host.invalid/',
];

for (const url of REFUSED) {
  test(`refuses ${url}`, async () => {
    await expect(assertUrlAllowed(url, false)).rejects.toThrow(AddressRefusedError);
  });
}

test('allows public addresses over https', async () => {
  for (const url of [
    'https://93.184.216.34/hook',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/',
    'https://1.1.1.1:8443/',
  ]) {
    await assertUrlAllowed(url, false);
  }
});

test('allows loopback only where the owner does, with http or https, and nothing else private even then', async () => {
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '127.9.9.9', '2130706433', '[::ffff:127.0.0.1]']) {
    await assertUrlAllowed(`http://${host}:8080/`, true);
    await assertUrlAllowed(`https://${host}:8080/`, true);
  }
  for (const host of ['10.0.0.1', '192.168.0.1', '169.254.169.254', '0.0.0.0', '[::]', '[fe80::1]', '[fc00::1]']) {
    await expect(assertUrlAllowed(`http://${host}/`, true), host).rejects.toThrow(AddressRefusedError);
    await expect(assertUrlAllowed(`https://${host}/`, true), host).rejects.toThrow(AddressRefusedError);
  }
  await expect(assertUrlAllowed('http://93.184.216.34/', true)).rejects.toThrow('must be https');
});

test('a name that leads to this machine is none of its addresses, even where the owner allows those', () => {
  // Whoever has a domain says where it leads, and can say something else after it was registered.
  for (const host of ['directory.example', 'localhost.directory.example', '127.0.0.1.directory.example']) {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      expect(() => assertAddressAllowed(address, host, true)).toThrow('is a loopback address');
    }
  }
  for (const host of ['localhost', 'localhost.', '127.0.0.1', '::1']) assertAddressAllowed('127.0.0.1', host, true);
  expect(() => assertAddressAllowed('10.0.0.1', 'localhost', true)).toThrow('is a private address');
});

test('the reason says what is wrong without the address, in words and by a word', async () => {
  await expect(assertUrlAllowed('https://10.0.0.1/', false)).rejects.toThrow('is a private address');
  for (const [url, reason] of [
    ['https://10.0.0.1/', 'address_not_public'],
    ['https://me:secret@93.184.216.34/', 'address_with_password'],
    ['http://93.184.216.34/', 'address_not_https'],
    ['https://no-such-host.invalid/', 'host_not_found'],
  ] as const) {
    await expect(assertUrlAllowed(url, false)).rejects.toMatchObject({ reason });
  }
});
