import { fileURLToPath } from 'node:url';

/** Directory of the built page: static files, with `index.html` as the entry of every route. */
export const pageDirectory = fileURLToPath(new URL('./dist', import.meta.url));
