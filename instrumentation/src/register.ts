import { startZeroCode } from './zero-code/start.js';

startZeroCode(process.env);
