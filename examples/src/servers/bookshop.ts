import { setTimeout as delay } from 'node:timers/promises';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { bestsellers, books, genres } from './books.js';
import { toLatency } from './latency.js';
import { toError, toResult } from './result.js';

const server = new McpServer({ name: 'bookshop', version: '3.4.1' });
const stock = new Map(books.map((book) => [book.isbn, book.stock]));
const isbn = z
  .string()
  .regex(/^\d{13}$/, 'expected 13 digits')
  .describe('ISBN-13 without hyphens');

server.registerTool(
  'search_books',
  {
    description: 'Finds books by words of the title, author or synopsis, and by genre.',
    inputSchema: {
      query: z.string().default('').describe('Words to look for'),
      genre: z.enum(genres).optional(),
      limit: z.int().min(1).max(20).default(5),
    },
  },
  async ({ query, genre, limit }, { signal }) => {
    await delay(toLatency(45), undefined, { signal });
    const words = query.toLowerCase().split(/\s+/);
    const found = books.filter((book) => {
      const text = `${book.title} ${book.author} ${book.synopsis}`.toLowerCase();
      return (genre === undefined || book.genre === genre) && words.every((word) => text.includes(word));
    });
    return toResult({
      total: found.length,
      books: found.slice(0, limit).map(({ isbn, title, author, price }) => ({ isbn, title, author, price })),
    });
  },
);

server.registerTool(
  'get_book',
  { description: 'Everything about one book, with the copies in stock.', inputSchema: { isbn } },
  async ({ isbn }, { signal }) => {
    await delay(toLatency(20), undefined, { signal });
    const book = books.find((candidate) => candidate.isbn === isbn);
    return book ? toResult({ ...book, stock: stock.get(isbn) }) : toError(`No book has the ISBN ${isbn}. Use search_books to find one.`);
  },
);

server.registerTool(
  'place_order',
  {
    description: 'Orders copies of a book for a customer.',
    inputSchema: { isbn, quantity: z.int().min(1).max(10).default(1), email: z.email().describe('Where the confirmation goes') },
  },
  async ({ isbn, quantity, email }, { signal }) => {
    await delay(toLatency(190, 0.9), undefined, { signal });
    const copies = stock.get(isbn);
    if (copies === undefined) return toError(`No book has the ISBN ${isbn}. Use search_books to find one.`);
    if (copies < quantity) return toError(`Out of stock: ${copies} of ${quantity} copies of ${isbn} are available.`);
    stock.set(isbn, copies - quantity);
    return toResult({ order: `B-${Date.now().toString(36).toUpperCase()}`, isbn, quantity, confirmationTo: email, shipsInDays: 2 });
  },
);

server.registerTool(
  'recommend',
  {
    description: 'Suggests books to somebody who liked one. Slow when its model has to be loaded.',
    inputSchema: { liked: isbn, count: z.int().min(1).max(5).default(3) },
  },
  async ({ liked, count }, { signal }) => {
    const modelIsLoaded = Math.random() < 0.75;
    await delay(modelIsLoaded ? toLatency(130) : 1_000 + Math.random() * 3_000, undefined, { signal });
    const book = books.find((candidate) => candidate.isbn === liked);
    if (!book) return toError(`No book has the ISBN ${liked}. Use search_books to find one.`);
    const others = books.filter((other) => other !== book);
    const near = others.filter((other) => other.genre === book.genre || other.author === book.author);
    return toResult({
      because: `readers of “${book.title}” bought these`,
      books: [...new Set([...near, ...others])].slice(0, count).map(({ isbn, title, author }) => ({ isbn, title, author })),
    });
  },
);

server.registerPrompt(
  'gift_advice',
  {
    description: 'Starts a conversation about a book as a gift.',
    argsSchema: { occasion: z.string().describe('Such as a birthday'), budget: z.string().describe('In euros') },
  },
  ({ occasion, budget }) => ({
    messages: [
      {
        role: 'user',
        content: {
          type: 'text',
          text: `Help me choose a book for a ${occasion}, for at most ${budget} euros. Ask what the person likes first.`,
        },
      },
    ],
  }),
);

server.registerResource(
  'bestsellers',
  'bookshop://bestsellers',
  { description: 'The most sold books of this month, best first.', mimeType: 'application/json' },
  (uri) => {
    const titles = bestsellers.map((isbn, index) => ({ rank: index + 1, isbn, title: books.find((book) => book.isbn === isbn)?.title }));
    return { contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify(titles) }] };
  },
);

await server.connect(new StdioServerTransport());
