import { REDACTED, SECRET_PATTERNS } from './secret-patterns.js';
import { textMemory } from './shared-text-memory.js';

/** Rewrites a captured text; `key` is the property that holds it, if any. */
export type RedactText = (text: string, key: string | undefined) => string;

/** Decides what of captured content may leave the process. */
export interface Redactor {
  /** Whether values under this key may be replaced whole. */
  isSensitive(key: string): boolean;
  /** Whether this value of a sensitive key is. */
  hidesValue(key: string, value: unknown): boolean;
  /** The text with everything that looks like a secret replaced. */
  cleanText: RedactText;
  /** Whether the operator has a rule too, which wants to see every text. */
  isCustom: boolean;
}

/** A key is sensitive when it contains one of these, punctuation and case aside. */
const SENSITIVE_PARTS = [
  'password',
  'passwd',
  'passphrase',
  'secret',
  'token',
  'authorization',
  'apikey',
  'accesskey',
  'privatekey',
  'signingkey',
  'encryptionkey',
  'credential',
  'cookie',
  'connectionstring',
  'creditcard',
  'cardnumber',
];

/** Too short to be looked for inside longer words: the whole key has to match. */
const SENSITIVE_WORDS = ['pwd', 'pass', 'pin', 'otp', 'cvv', 'cvc', 'ssn', 'auth', 'bearer', 'jwt', 'sessionid', 'signature'];

const MOST_KNOWN_KEYS = 2_000;

/** `keys` are further sensitive keys; `further` is the operator's own rule and sees each text after the built-in ones. */
export function createRedactor(keys: readonly string[], further?: RedactText): Redactor {
  const parts = [...SENSITIVE_PARTS, ...keys.map(normalize)];
  const words = new Set(SENSITIVE_WORDS);
  const known = new Map<string, boolean>();

  return {
    isCustom: further !== undefined,
    isSensitive(key) {
      const decided = known.get(key);
      if (decided !== undefined) return decided;
      const name = normalize(key);
      const sensitive = words.has(name) || parts.some((part) => name.includes(part));
      if (known.size < MOST_KNOWN_KEYS) known.set(key, sensitive);
      return sensitive;
    },
    // `max_tokens: 512` is a count; a secret under such a name is a text or an object.
    hidesValue: (key, value) => value !== null && !(typeof value === 'number' && /tokens?/i.test(key)),
    cleanText(text, key) {
      const clean = redactSecrets(text);
      if (further === undefined) return clean;
      try {
        const answer: unknown = further(clean, key);
        return typeof answer === 'string' ? answer : REDACTED;
      } catch {
        return REDACTED;
      }
    },
  };
}

/** Replaces what looks like a secret in any text: tokens, keys, credentials in URLs and in `key=value` pairs. */
export function redactSecrets(text: string): string {
  const found = textMemory().findMarks(text);
  if (found === 0) return text;
  return SECRET_PATTERNS.reduce(
    (clean, { pattern, replacement }, index) => ((found >> index) & 1 ? clean.replace(pattern, replacement) : clean),
    text,
  );
}

function normalize(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}
