import { mayHoldSecret } from './secret-marks.js';

export const REDACTED = '[REDACTED]';

/** Rewrites a captured text; `key` is the property that holds it, if any. */
export type RedactText = (text: string, key: string | undefined) => string;

/** Decides what of captured content may leave the process. */
export interface Redactor {
  /** Whether the value under this key is replaced whole. */
  hidesKey(key: string, value: unknown): boolean;
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

const SECRET_PATTERNS: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, REDACTED],
  [/\b(bearer|basic)\s+[\w+/.~=-]{12,}/gi, `$1 ${REDACTED}`],
  [/\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, REDACTED],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, REDACTED],
  [/\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}/g, REDACTED],
  [/\bxox[a-z]-[\w-]{10,}|\bhooks\.slack\.com\/services\/[\w/]+/g, REDACTED],
  [/\bsk-[\w-]{20,}|\b[srp]k_(?:live|test)_\w{10,}/g, REDACTED],
  [/\bAIza[\w-]{35}|\bglpat-[\w-]{20,}|\bnpm_[A-Za-z0-9]{36}/g, REDACTED],
  [/(:\/\/[^\s:@/]{1,256}:)[^\s@/]{1,256}@/g, `$1${REDACTED}@`],
  [
    // Bounded and never failing once it has begun, so that hostile text costs no more than its length.
    /((?:passw(?:or)?d|passphrase|secret|token|authorization|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|cookie)\w{0,20}\\{0,3}["']?\s{0,4}[:=]\s{0,4})(\\{0,3}"(?:[^"\\]|\\[^"]){0,4096}(?:\\{0,3}")?|'[^']{0,4096}'?|(?!\[REDACTED\])[^\s,;&}"'\\]+)/gi,
    `$1"${REDACTED}"`,
  ],
];

const MOST_KNOWN_KEYS = 2_000;

/** `keys` are further sensitive keys; `further` is the operator's own rule and sees each text after the built-in ones. */
export function createRedactor(keys: readonly string[], further?: RedactText): Redactor {
  const parts = [...SENSITIVE_PARTS, ...keys.map(normalize)];
  const words = new Set(SENSITIVE_WORDS);
  const known = new Map<string, boolean>();

  function isSensitive(key: string): boolean {
    const decided = known.get(key);
    if (decided !== undefined) return decided;
    const name = normalize(key);
    const sensitive = words.has(name) || parts.some((part) => name.includes(part));
    if (known.size < MOST_KNOWN_KEYS) known.set(key, sensitive);
    return sensitive;
  }

  return {
    isCustom: further !== undefined,
    // `max_tokens: 512` is a count; a secret under such a name is a text or an object.
    hidesKey: (key, value) => isSensitive(key) && value !== null && !(typeof value === 'number' && /tokens?/i.test(key)),
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
  if (!mayHoldSecret(text)) return text;
  let clean = text;
  for (const [pattern, replacement] of SECRET_PATTERNS) clean = clean.replace(pattern, replacement);
  return clean;
}

function normalize(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}
