export const genres = ['fiction', 'mystery', 'science fiction', 'history', 'nature', 'cooking', 'children'] as const;

export interface Book {
  isbn: string;
  title: string;
  author: string;
  year: number;
  genre: (typeof genres)[number];
  /** In euros. */
  price: number;
  /** Copies on the shelf. */
  stock: number;
  synopsis: string;
}

/** The shelf of an invented shop. */
export const books: readonly Book[] = [
  {
    isbn: '9790001000017',
    title: 'The Lighthouse Ledger',
    author: 'Ines Marlow',
    year: 2019,
    genre: 'mystery',
    price: 14.9,
    stock: 12,
    synopsis: 'A keeper’s account book lists ships that never existed. His successor begins to look for them.',
  },
  {
    isbn: '9790001000024',
    title: 'Salt Roads',
    author: 'Tomas Verhaal',
    year: 2016,
    genre: 'history',
    price: 24.5,
    stock: 5,
    synopsis: 'How one mineral drew the map of a continent: caravans, canals, taxes and the towns they made.',
  },
  {
    isbn: '9790001000031',
    title: 'A Quiet Orbit',
    author: 'Nadia Okonlund',
    year: 2022,
    genre: 'science fiction',
    price: 17.0,
    stock: 0,
    synopsis: 'The last maintenance crew of a relay station must decide whether to answer a message addressed to nobody.',
  },
  {
    isbn: '9790001000048',
    title: 'The Winter Orchard',
    author: 'Clara Benedikt',
    year: 2014,
    genre: 'fiction',
    price: 12.0,
    stock: 31,
    synopsis: 'Three sisters return to the farm that they sold ten years ago, each for a reason she keeps to herself.',
  },
  {
    isbn: '9790001000055',
    title: 'Moss and Stone',
    author: 'Edvin Hallgrave',
    year: 2020,
    genre: 'nature',
    price: 29.0,
    stock: 8,
    synopsis: 'A field guide to the small life of old walls, with two hundred drawings.',
  },
  {
    isbn: '9790001000062',
    title: 'Bread for Every Season',
    author: 'Paola Ferrante-Lind',
    year: 2021,
    genre: 'cooking',
    price: 32.0,
    stock: 17,
    synopsis: 'Ninety loaves, from a first soda bread to a three-day rye, arranged by what the kitchen’s temperature allows.',
  },
  {
    isbn: '9790001000079',
    title: 'Otter Learns to Wait',
    author: 'Mirre Dalby',
    year: 2023,
    genre: 'children',
    price: 11.5,
    stock: 40,
    synopsis: 'The river is frozen, and Otter has plans. A picture book about patience.',
  },
  {
    isbn: '9790001000086',
    title: 'Eleven Minutes of Snow',
    author: 'Ines Marlow',
    year: 2021,
    genre: 'mystery',
    price: 15.9,
    stock: 3,
    synopsis: 'A mountain railway stops between two tunnels. When it moves again, one passenger is missing.',
  },
  {
    isbn: '9790001000093',
    title: 'The Cartographer’s Apprentice',
    author: 'Jonas Achterberg',
    year: 2018,
    genre: 'fiction',
    price: 13.5,
    stock: 9,
    synopsis: 'An apprentice finds a street on her master’s map that she cannot find in the city.',
  },
  {
    isbn: '9790001000109',
    title: 'Harbours: A Short History',
    author: 'Tomas Verhaal',
    year: 2020,
    genre: 'history',
    price: 19.0,
    stock: 0,
    synopsis: 'Twelve ports, three thousand years, and the people who waited on the quay.',
  },
  {
    isbn: '9790001000116',
    title: 'Small Machines',
    author: 'Rui Castelhano',
    year: 2024,
    genre: 'science fiction',
    price: 18.5,
    stock: 22,
    synopsis: 'Nine stories about devices that do exactly what they were asked to.',
  },
  {
    isbn: '9790001000123',
    title: 'What the Heron Saw',
    author: 'Mirre Dalby',
    year: 2020,
    genre: 'children',
    price: 10.9,
    stock: 14,
    synopsis: 'A pond from sunrise to sunset, seen from one leg.',
  },
];

/** ISBNs by copies sold this month. */
export const bestsellers: readonly string[] = ['9790001000079', '9790001000116', '9790001000048', '9790001000017', '9790001000062'];
