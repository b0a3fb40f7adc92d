import { expect, test } from '@playwright/test';
import { AppError } from '../../../main/domain/app-error.ts';
import { openableAddress } from '../../../main/domain/openable-address.ts';

test('only the address of a page, a mailbox or a number is given to the system, as it was read', () => {
  expect(openableAddress('HTTP://A.Example')).toBe('http://a.example/');
  expect(openableAddress('mailto:a@b.example?body=x')).toBe('mailto:a@b.example');
  expect(openableAddress('tel:+4930123')).toBe('tel:+4930123');
  for (const given of ['javascript:alert(1)', 'file:///etc/passwd', 'ssh://a', 'C:\\Windows', '\\\\a\\b', '-h', '']) {
    expect.soft(() => openableAddress(given), given).toThrow(AppError);
  }
});
