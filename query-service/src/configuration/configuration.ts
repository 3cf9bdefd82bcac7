import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A setting was given in a form that cannot be used; `message` has one line per variable. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/**
 * Reads the variables of a process from its environment; an empty value counts as not set.
 *
 * @throws ConfigurationError naming each bad variable, what was expected and what it has.
 */
export function readConfiguration<Variables extends z.ZodRawShape>(
  variables: Variables,
  environment: NodeJS.ProcessEnv,
): z.infer<z.ZodObject<Variables>> {
  const given = Object.fromEntries(
    Object.keys(variables).flatMap((name) => {
      const value = environment[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const parsed = z.object(variables).safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const secret = /TOKEN|PASSWORD/.test(name);
    return `${name}: ${issue.message}, got ${secret ? 'another value' : JSON.stringify(given[name] ?? '')}.`;
  });
  throw new ConfigurationError(lines.join('\n'));
}

/** Tokens of a list variable and of the file that its `_FILE` twin names, at least 16 characters each. */
export function readTokens(list: string | undefined, file: string | undefined): string[] {
  const tokens = readTokenList(list, file);
  if (tokens.some((token) => token.length < 16))
    throw new ConfigurationError('A token is too short: expected at least 16 characters, for example from `openssl rand -hex 32`.');
  return tokens;
}

/** The entries of a list variable and of its file, one per line or comma; lines that begin with # are comments. */
export function readTokenList(list: string | undefined, file: string | undefined): string[] {
  return [list ?? '', file ? readTokenFile(file) : ''].flatMap((text) =>
    text
      .replace(/^\s*#.*$/gm, '')
      .split(/[\s,]+/)
      .filter((token) => token !== ''),
  );
}

function readTokenFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(`The token file ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
