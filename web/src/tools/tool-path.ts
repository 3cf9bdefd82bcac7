import { createKeyedPath } from '../period/keyed-path';

/** Address of one tool. */
export const { toPath: toToolPath, parse: parseToolPath } = createKeyedPath('/tools/');
