import { describe, expect, it } from 'vitest';
import { SECRETS } from '../testing/hostile-text.js';
import { redactSecrets } from './redact.js';
import { REDACTED, SECRET_PATTERNS } from './secret-patterns.js';

it.each(SECRETS)('begins where its mark begins: %s', (secret) => {
  const matches = SECRET_PATTERNS.flatMap(({ marks, pattern }) => [...secret.matchAll(pattern)].map(([match]) => ({ match, marks })));
  expect(matches).not.toEqual([]);
  for (const { match, marks } of matches) expect(marks.filter((mark) => match.toLowerCase().startsWith(mark))).not.toEqual([]);
});

describe('redactSecrets', () => {
  it.each([
    ['Authorization: Bearer abcdef0123456789', 'abcdef0123456789'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl', 'eyJ'],
    ['id AKIAIOSFODNN7EXAMPLE here', 'AKIAIOSFODNN7EXAMPLE'],
    [`ghp_${'A'.repeat(36)}`, 'ghp_'],
    [`github_pat_${'A'.repeat(40)}`, 'github_pat_'],
    [`xoxb-${'1'.repeat(12)}-abc`, 'xoxb-'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', 'MIIE'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE cut off', 'MIIE'],
    ['postgres://app:hunter2@db/main', 'hunter2'],
    ['{"password": "hunter2", "x": 1}', 'hunter2'],
    ['{\\"api_key\\": \\"hunter2\\"}', 'hunter2'],
    ["token='hunter2'", 'hunter2'],
    ['client_secret=hunter2&x=1', 'hunter2'],
    ['password: "an unfinished hunter2', 'hunter2'],
    [`sk-${'a1B2'.repeat(8)}`, 'sk-a1'],
  ])('hides the secret in %j', (text, secret) => {
    const clean = redactSecrets(text);
    expect(clean).toContain(REDACTED);
    expect(clean).not.toContain(secret);
  });

  it.each(['the token was refused', 'see https://example.org/a?b=c', 'a basic idea', 'max 3 tokens'])('leaves %j alone', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });
});
