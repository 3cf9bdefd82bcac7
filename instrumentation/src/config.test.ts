import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { METRIC_VARIABLES, QUEUE_VARIABLES, readVariables, VARIABLES } from './config.js';

function read(env: Record<string, string>) {
  const reports: string[] = [];
  return { config: readVariables(VARIABLES, env, (_, message) => reports.push(message)), reports };
}

describe('readVariables', () => {
  it('gives the defaults for an empty environment', () => {
    expect(read({})).toEqual({
      config: {
        capture: 'off',
        contentLimit: 16_384,
        redactKeys: [],
        sessionHeader: undefined,
        user: 'hash',
        hashSalt: 'callsight',
        surface: 'on',
        sessionIdleMinutes: 30,
      },
      reports: [],
    });
  });

  it('reads each variable', () => {
    const env = {
      CALLSIGHT_CAPTURE: ' All ',
      CALLSIGHT_CONTENT_LIMIT: '1024',
      CALLSIGHT_REDACT_KEYS: 'employee_id, iban',
      CALLSIGHT_SESSION_HEADER: 'X-Chat-Id',
      CALLSIGHT_USER: 'plain',
      CALLSIGHT_HASH_SALT: 'pepper',
      CALLSIGHT_SURFACE: 'off',
      CALLSIGHT_SESSION_IDLE_MINUTES: '5',
    };
    expect(read(env)).toEqual({
      config: {
        capture: 'all',
        contentLimit: 1_024,
        redactKeys: ['employee_id', 'iban'],
        sessionHeader: 'x-chat-id',
        user: 'plain',
        hashSalt: 'pepper',
        surface: 'off',
        sessionIdleMinutes: 5,
      },
      reports: [],
    });
  });

  it.each([
    ['CALLSIGHT_CAPTURE', 'some', 'off, errors or all'],
    ['CALLSIGHT_CONTENT_LIMIT', '16 KiB', 'a whole number of bytes from 256 to 1048576'],
    ['CALLSIGHT_CONTENT_LIMIT', '1', 'a whole number of bytes from 256 to 1048576'],
    ['CALLSIGHT_REDACT_KEYS', 'a,,b', 'names separated by commas'],
    ['CALLSIGHT_SESSION_HEADER', 'two words', 'one HTTP header name'],
    ['CALLSIGHT_USER', 'yes', 'hash, plain or off'],
    ['CALLSIGHT_SURFACE', 'maybe', 'on or off'],
  ])('reports %s=%s and goes on with the default', (name, value, accepted) => {
    const { config, reports } = read({ [name]: value });
    expect(config).toEqual(read({}).config);
    expect(reports).toEqual([`${name} is "${value}", expected ${accepted}; using the default`]);
  });
});

describe('the README', () => {
  it.each(Object.values({ ...VARIABLES, ...QUEUE_VARIABLES, ...METRIC_VARIABLES }))(
    'lists $name with its meaning and default',
    (variable) => {
      const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
      const row = readme.split('\n').find((line) => line.startsWith(`| \`${variable.name}\``));
      const given = Array.isArray(variable.default) ? variable.default.join(',') : variable.default;
      const cells = row?.split('|').map((cell) => cell.trim());
      expect(cells?.slice(1, -1)).toEqual([
        `\`${variable.name}\``,
        given === undefined || given === '' ? '–' : `\`${given}\``,
        variable.accepted,
        variable.description,
      ]);
    },
  );
});

describe('the package version', () => {
  it('is the one that spans are marked with', async () => {
    const { PACKAGE_NAME, PACKAGE_VERSION } = await import('./version.js');
    const { name, version } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8'));
    expect([PACKAGE_NAME, PACKAGE_VERSION]).toEqual([name, version]);
  });
});
