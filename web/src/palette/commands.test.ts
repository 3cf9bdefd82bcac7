import { describe, expect, it } from 'vitest';
import { findCommands, listCommands } from './commands';

const parameters = new URLSearchParams({ from: 'now-7d', tool: 'x' });
const commands = listCommands({
  parameters,
  tools: [
    { name: 'search_books', service: 'bookshop' },
    { name: 'books', service: 'bookshop' },
  ],
  services: ['bookshop'],
});
const find = (text: string) => findCommands(commands, text, parameters).map(({ name }) => name);

describe('the palette', () => {
  it('offers the screens first, and tools only once something is typed', () => {
    expect(find('').slice(0, 2)).toEqual(['Sessions', 'Tool Calls']);
    expect(find('')).not.toContain('books');
  });

  it('puts the whole name before a word of it, and a word before its note', () => {
    expect(find('books').slice(0, 3)).toEqual(['books', 'bookshop', 'search_books']);
  });

  it('always ends in a search for the text itself', () => {
    expect(find('<b>nothing</b>')).toEqual(['Sessions with “<b>nothing</b>”', 'Tool calls with “<b>nothing</b>”']);
  });

  it('keeps the period on the way to another screen', () => {
    expect(commands[0]?.does).toEqual({ href: '/sessions?from=now-7d' });
  });
});
