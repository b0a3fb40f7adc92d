import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { GUIDE } from '../../../main/contract/openapi/guide.ts';
import { newWebhookSecret, signatureHeaders } from '../../../main/webhooks/sign.ts';

const SECRET = newWebhookSecret();
const BODY = JSON.stringify({ type: 'message.received', data: { text: 'Grüße 👩‍⚖️' } });

const OFFICIAL = `
from standardwebhooks import Webhook

def verify(secret, headers, body):
    return Webhook(secret).verify(body, headers)
`;
/** What the guide shows to somebody who has no library. */
const OURS = /```python\n(.*?)```/s.exec(GUIDE)?.[1] ?? '';

/** What that program makes of a delivery: the text in it, or the name of what it raises. */
function verified(program: string, headers: Record<string, string>, body = BODY): string {
  const asking = `
import sys
given = json.loads(sys.stdin.read())
try:
    print(verify(given["secret"], given["headers"], given["body"].encode())["data"]["text"])
except Exception as error:
    print(type(error).__name__)
`;
  const input = JSON.stringify({ secret: SECRET, headers, body });
  const python = spawnSync('python3', ['-c', `import json\n${program}${asking}`], {
    input,
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf8' },
  });
  if (python.status !== 0) throw new Error(python.stderr);
  return python.stdout.trim();
}

const runs = (program: string): boolean => spawnSync('python3', ['-c', program]).status === 0;

for (const [name, program, refusal, isThere, howTo] of [
  ['the guide’s own program', OURS, 'ValueError', runs(''), 'python3 is not installed'],
  [
    'the official library',
    OFFICIAL,
    'WebhookVerificationError',
    runs('import standardwebhooks'),
    'pip install standardwebhooks enables it',
  ],
] as const) {
  test(`in Python ${name} verifies our signature, also while a secret is replaced, and refuses what was changed`, () => {
    test.skip(!isThere, howTo);
    const sign = (secrets: string[], at = Date.now()) => signatureHeaders(secrets, 'evt_1', BODY, at);
    expect(verified(program, sign([SECRET]))).toBe('Grüße 👩‍⚖️');
    expect(verified(program, sign([newWebhookSecret(), SECRET]))).toBe('Grüße 👩‍⚖️');
    expect(verified(program, sign([SECRET, newWebhookSecret()]))).toBe('Grüße 👩‍⚖️');
    expect(verified(program, sign([newWebhookSecret()]))).toBe(refusal);
    expect(verified(program, sign([SECRET]), BODY.replace('Gr', 'gr'))).toBe(refusal);
    expect(verified(program, { ...sign([SECRET]), 'webhook-id': 'evt_2' })).toBe(refusal);
    expect(verified(program, sign([SECRET], Date.now() - 10 * 60_000))).toBe(refusal);
  });
}
