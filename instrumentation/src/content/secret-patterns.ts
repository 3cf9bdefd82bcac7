export const REDACTED = '[REDACTED]';

/** One kind of secret. */
export interface SecretPattern {
  /**
   * What the pattern matches begins with one of these, in letters of either case; three to sixteen characters of ASCII, none of which
   * JSON escapes, and no space.
   */
  marks: readonly string[];
  pattern: RegExp;
  replacement: string;
}

/** At most 31, one a bit. What takes a secret's place has none of the marks, so that each pattern needs only its own. */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  {
    marks: ['-----begin'],
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    replacement: REDACTED,
  },
  { marks: ['bearer', 'basic'], pattern: /\b(bearer|basic)\s+[\w+/.~=-]{12,}/gi, replacement: `$1 ${REDACTED}` },
  { marks: ['eyj'], pattern: /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, replacement: REDACTED },
  { marks: ['akia', 'asia'], pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, replacement: REDACTED },
  {
    marks: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    pattern: /\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}/g,
    replacement: REDACTED,
  },
  {
    marks: ['xox', 'hooks.slack'],
    pattern: /\bxox[a-z]-[\w-]{10,}|\bhooks\.slack\.com\/services\/[\w/]+/g,
    replacement: REDACTED,
  },
  {
    marks: ['sk-', 'sk_live', 'sk_test', 'rk_live', 'rk_test', 'pk_live', 'pk_test'],
    pattern: /\bsk-[\w-]{20,}|\b[srp]k_(?:live|test)_\w{10,}/g,
    replacement: REDACTED,
  },
  {
    marks: ['aiza', 'glpat-', 'npm_'],
    pattern: /\bAIza[\w-]{35}|\bglpat-[\w-]{20,}|\bnpm_[A-Za-z0-9]{36}/g,
    replacement: REDACTED,
  },
  { marks: ['://'], pattern: /(:\/\/[^\s:@/]{1,256}:)[^\s@/]{1,256}@/g, replacement: `$1${REDACTED}@` },
  {
    marks: [
      ...['passwd', 'password', 'passphrase', 'secret', 'token', 'authorization', 'apikey', 'api_key', 'api-key', 'accesskey'],
      ...['access_key', 'access-key', 'privatekey', 'private_key', 'private-key', 'credential', 'cookie'],
    ],
    // Bounded and never failing once it has begun, so that hostile text costs no more than its length.
    pattern:
      /((?:passw(?:or)?d|passphrase|secret|token|authorization|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|cookie)\w{0,20}\\{0,3}["']?\s{0,4}[:=]\s{0,4})(\\{0,3}"(?:[^"\\]|\\[^"]){0,4096}(?:\\{0,3}")?|'[^']{0,4096}'?|(?!\[REDACTED\])[^\s,;&}"'\\]+)/gi,
    replacement: `$1"${REDACTED}"`,
  },
];

/** `token=x` is the shortest text that a pattern matches. */
export const LEAST_SECRET_LENGTH = 7;
