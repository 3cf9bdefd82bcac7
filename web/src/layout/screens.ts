import type { ShortcutAction } from '../palette/shortcuts';

/** The screens in the order of the navigation. */
export const screens = [
  { path: '/sessions', name: 'Sessions', about: 'Who was connected, and for how long' },
  { path: '/tool-calls', name: 'Tool Calls', about: 'How often, how fast, how many failed' },
  { path: '/tools', name: 'Tools', about: 'Every tool, compared' },
  { path: '/clients', name: 'Clients', about: 'Who is calling' },
  { path: '/errors', name: 'Errors', about: 'What goes wrong, grouped' },
  { path: '/live', name: 'Live', about: 'Operations as they arrive' },
  { path: '/health', name: 'Health', about: 'Whether Callsight itself keeps up' },
  { path: '/connect', name: 'Connect', about: 'How to instrument a server or client' },
] as const satisfies readonly { path: ShortcutAction; name: string; about: string }[];
