export { type Generated, generateSpans } from './generate.js';
