import type { Operation } from '@callsight/query-service/contract';
import { describe, expect, it } from 'vitest';
import { addGap, addToFeed, emptyFeed, pauseFeed, resumeFeed } from './feed';

const operation = (spanId: string, state = 'ended') => ({ traceId: 't', spanId, state }) as Operation;
const ids = (operations: readonly Operation[]) => operations.map(({ spanId }) => spanId).join('');

describe('the feed', () => {
  it('has the newest first', () => {
    const feed = addToFeed(addToFeed(emptyFeed, [operation('a'), operation('b')]), [operation('c')]);
    expect(ids(feed.shown)).toBe('cba');
  });

  it('keeps what arrives while it is paused, and shows it after', () => {
    const paused = addToFeed(pauseFeed(addToFeed(emptyFeed, [operation('a')])), [operation('b'), operation('c')]);
    expect([ids(paused.shown), paused.waiting.length]).toEqual(['a', 2]);
    expect(ids(resumeFeed(paused).shown)).toBe('cba');
  });

  it('replaces a running operation once it has ended', () => {
    const feed = addToFeed(addToFeed(emptyFeed, [operation('a', 'running'), operation('b')]), [operation('a')]);
    expect(feed.shown.map(({ spanId, state }) => `${spanId} ${state}`)).toEqual(['a ended', 'b ended']);
  });

  it('counts what it had no room for', () => {
    const many = Array.from({ length: 1003 }, (_, index) => operation(String(index)));
    expect(addToFeed(emptyFeed, many)).toMatchObject({ dropped: 3 });
  });

  it('tells what the server left out, also where it cannot say how much', () => {
    expect(emptyFeed.missed).toBeUndefined();
    expect(addGap(addGap(emptyFeed, 7), null).missed).toBe(7);
  });
});
