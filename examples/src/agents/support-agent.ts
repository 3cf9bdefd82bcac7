import { z } from 'zod';
import type { Agent } from './agent.js';
import { parseText } from './parse-text.js';

const found = z.object({ books: z.array(z.object({ isbn: z.string() })) });

/** Helps customers of the bookshop: searches, looks closer, recommends and orders. */
export const supportAgent: Agent = {
  name: 'support-agent',
  version: '2.3.1',
  async work({ random, connect, think }) {
    const { call, client, attempt } = await connect('bookshop');
    await attempt(() => client.listTools());
    if (random.chance(0.3))
      await attempt(() => client.getPrompt({ name: 'gift_advice', arguments: { occasion: 'birthday', budget: '25' } }));
    const customers = Math.round(random.between(3, 7));
    for (let customer = 0; customer < customers; customer++) {
      const answer = await call('search_books', random.pick<Record<string, unknown>>(searches));
      const [book] = parseText(found, answer)?.books ?? [];
      await think(0.8, 3);
      if (!book) {
        await attempt(() => client.readResource({ uri: 'bookshop://bestsellers' }));
        await think(1, 3);
        continue;
      }
      await call('get_book', { isbn: book.isbn });
      await think(1, 4);
      // Now and then the model makes up a tool or writes the ISBN as people do.
      if (random.chance(0.04)) await call('check_availability', { isbn: book.isbn });
      if (random.chance(0.04)) await call('get_book', { isbn: `979-0-00-${book.isbn.slice(-6)}` });
      if (random.chance(0.5)) {
        await call('recommend', { liked: book.isbn, count: 3 }, random.chance(0.25) ? { timeoutMs: 1_500 } : {});
        await think(1, 4);
      }
      if (random.chance(0.6)) {
        const quantity = random.chance(0.1) ? 12 : random.chance(0.2) ? 6 : 1;
        await call('place_order', { isbn: book.isbn, quantity, email: random.pick(addresses) });
      }
      await think(3, 9);
    }
  },
};

const searches = [
  { query: 'snow' },
  { query: 'river' },
  { query: 'stories' },
  { genre: 'nature' },
  { genre: 'science fiction', limit: 3 },
  { query: 'ferrante', genre: 'cooking' },
  { query: 'marlow', genre: 'mystery' },
  { query: 'orbit' },
  { query: 'harbours', genre: 'history' },
  { genre: 'children', limit: 3 },
  { query: 'bread' },
  { query: 'map' },
  { query: 'stone walls' },
  { query: 'grammar of whales' },
  { genre: 'poetry' },
] as const;

const addresses = ['reader.one@example.org', 'reader.two@example.org', 'library@example.net'] as const;
