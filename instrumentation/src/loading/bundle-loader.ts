import type { LoadHook } from 'node:module';
import { injectConnect } from './inject.js';

/** The hook for ES modules, on the thread of the module loader. */
export const load: LoadHook = async (url, context, nextLoad) => {
  const loaded = await nextLoad(url, context);
  const { source } = loaded;
  const injected = source === null || source === undefined || loaded.format !== 'module' ? undefined : injectConnect(url, source);
  return injected === undefined ? loaded : { ...loaded, source: injected };
};
