/** What a key, or two keys one after the other, do. */
export const shortcuts = [
  { keys: '/', does: 'Search: screens, tools, servers, sessions', action: 'palette' },
  { keys: '?', does: 'Show these keys', action: 'help' },
  { keys: 'g s', does: 'Go to Sessions', action: '/sessions' },
  { keys: 'g t', does: 'Go to Tool Calls', action: '/tool-calls' },
  { keys: 'g o', does: 'Go to Tools', action: '/tools' },
  { keys: 'g c', does: 'Go to Clients', action: '/clients' },
  { keys: 'g e', does: 'Go to Errors', action: '/errors' },
  { keys: 'g l', does: 'Go to Live', action: '/live' },
  { keys: 'g h', does: 'Go to Health', action: '/health' },
  { keys: 'g n', does: 'Go to Connect', action: '/connect' },
  { keys: 'r', does: 'Refresh now', action: 'refresh' },
  { keys: 'p', does: 'Pause or resume live mode', action: 'pause' },
  { keys: '[', does: 'Previous call of the session, while one is open', action: 'previous' },
  { keys: ']', does: 'Next call of the session, while one is open', action: 'next' },
] as const;

export type ShortcutAction = (typeof shortcuts)[number]['action'];

interface Step {
  readonly action?: ShortcutAction;
  /** The first key of two, to be given back with the next key. */
  readonly pending?: string;
}

/** Where a key leads, after the pending one if there is any. */
export function toStep(pending: string | undefined, key: string): Step {
  const typed = pending === undefined ? key : `${pending} ${key}`;
  const found = shortcuts.find(({ keys }) => keys === typed);
  if (found !== undefined) return { action: found.action };
  if (pending !== undefined) return toStep(undefined, key);
  return shortcuts.some(({ keys }) => keys.startsWith(`${key} `)) ? { pending: key } : {};
}
