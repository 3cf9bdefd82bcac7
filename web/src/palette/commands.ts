import type { Session, Tool } from '@callsight/query-service/contract';
import { screens } from '../layout/screens';
import { toScopedHref, type UrlChanges } from '../period/page-scope';
import { presets, toRangeParameters } from '../period/period';
import { toSessionPath } from '../sessions/session-path';
import type { ThemeChoice } from '../theme/theme';
import { toToolPath } from '../tools/tool-path';
import { shortcuts } from './shortcuts';

/** One line of the palette: where it leads, what it changes in the address, or which theme it chooses. */
export interface Command {
  readonly id: string;
  readonly group: 'Screens' | 'Search' | 'Sessions' | 'Tools' | 'Servers' | 'Period' | 'Theme';
  readonly name: string;
  readonly note?: string | undefined;
  readonly keys?: string | undefined;
  readonly does: { readonly href: string } | { readonly change: UrlChanges } | { readonly theme: ThemeChoice };
}

interface Known {
  readonly parameters: URLSearchParams;
  readonly tools: readonly Pick<Tool, 'name' | 'service'>[];
  readonly services: readonly string[];
}

/** Everything that the palette offers before anything is typed into it. */
export function listCommands({ parameters, tools, services }: Known): Command[] {
  const href = (path: string, extra: UrlChanges = {}) => ({ href: toScopedHref(parameters, path, extra) });
  return [
    ...screens.map(
      ({ path, name, about }): Command => ({
        id: path,
        group: 'Screens',
        name,
        note: about,
        keys: shortcuts.find(({ action }) => action === path)?.keys,
        does: href(path),
      }),
    ),
    ...tools.map(
      ({ name, service }): Command => ({
        id: `tool ${service} ${name}`,
        group: 'Tools',
        name,
        note: service,
        does: href(toToolPath(name), { service }),
      }),
    ),
    ...services.map(
      (name): Command => ({
        id: `service ${name}`,
        group: 'Servers',
        name,
        note: 'Show only this server',
        does: { change: { service: name } },
      }),
    ),
    ...(services.length > 0 && parameters.has('service')
      ? [{ id: 'service', group: 'Servers', name: 'All servers', does: { change: { service: undefined } } } as const]
      : []),
    ...presets.map(
      ({ from, label }): Command => ({ id: from, group: 'Period', name: label, does: { change: toRangeParameters({ from, to: 'now' }) } }),
    ),
    ...(['light', 'dark', 'system'] as const).map(
      (theme): Command => ({ id: `theme ${theme}`, group: 'Theme', name: `Theme: ${theme}`, does: { theme } }),
    ),
  ];
}

/** Sessions that the server found for the text. */
export function toSessionCommands(
  sessions: readonly Pick<Session, 'key' | 'clientName' | 'service'>[],
  parameters: URLSearchParams,
): Command[] {
  return sessions.map(({ key, clientName, service }) => ({
    id: `session ${service} ${key}`,
    group: 'Sessions',
    name: key,
    note: `${clientName ?? 'unknown client'} at ${service}`,
    does: { href: toScopedHref(parameters, toSessionPath(key), {}) },
  }));
}

const longestList = 40;

/** The commands that fit the text, best first, then the searches for the text itself. */
export function findCommands(commands: readonly Command[], text: string, parameters: URLSearchParams): Command[] {
  const sought = text.trim().toLowerCase();
  if (sought === '') return commands.filter(({ group }) => group !== 'Tools').slice(0, longestList);
  const ranked = commands
    .map((command) => ({ command, rank: rank(command, sought) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, longestList)
    .map(({ command }) => command);
  const search = (path: string, name: string): Command => ({
    id: `search ${path}`,
    group: 'Search',
    name: `${name} “${text.trim()}”`,
    does: { href: toScopedHref(parameters, path, { q: text.trim() }) },
  });
  return [...ranked, search('/sessions', 'Sessions with'), search('/tool-calls', 'Tool calls with')];
}

/** Whole name, its start, the start of a word in it, any part, then parts of the note; 0 where it does not fit. */
function rank({ name, note = '' }: Command, sought: string): number {
  const text = name.toLowerCase();
  if (text === sought) return 5;
  if (text.startsWith(sought)) return 4;
  if (text.split(/[\s_\-./:]+/).some((word) => word.startsWith(sought))) return 3;
  if (text.includes(sought)) return 2;
  return note.toLowerCase().includes(sought) ? 1 : 0;
}
