import { createKeyedPath } from '../period/keyed-path';

/** Address of a session's activity. */
export const { toPath: toSessionPath, parse: parseSessionPath } = createKeyedPath('/sessions/');
