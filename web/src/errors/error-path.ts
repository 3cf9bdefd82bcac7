import { createKeyedPath } from '../period/keyed-path';

/** Address of one kind of error, by its fingerprint. */
export const { toPath: toErrorPath, parse: parseErrorPath } = createKeyedPath('/errors/');
