import * as nodeModule from 'node:module';
import { pathToFileURL } from 'node:url';

/** The only files that the loader touches: wrapping every module would cost the host a second of start-up. */
const OBSERVED_FILES = [
  /\/@modelcontextprotocol\/sdk\/dist\/esm\/shared\/protocol\.js$/,
  /\/@modelcontextprotocol\/(server|client)\/dist\/index\.mjs$/,
];

interface SyncLoader {
  supportsSyncHooks: () => boolean;
  register: (options: { include: RegExp[] }) => void;
}

/** Lets hooks see ES modules that are loaded from now on: on the application's thread where Node.js can, else beside it. */
export function registerLoader(): void {
  const requireHere = nodeModule.createRequire(__filename);
  const syncLoader = 'registerHooks' in nodeModule ? loadSyncLoader(requireHere) : undefined;
  if (syncLoader?.supportsSyncHooks()) syncLoader.register({ include: OBSERVED_FILES });
  else
    nodeModule.register('@opentelemetry/instrumentation/hook.mjs', pathToFileURL(__filename), {
      data: { include: OBSERVED_FILES },
    });
}

/** From the copy of import-in-the-middle that OpenTelemetry's instrumentations hook: another copy would see none of them. */
function loadSyncLoader(requireHere: NodeJS.Require): SyncLoader | undefined {
  const requireThere = nodeModule.createRequire(requireHere.resolve('@opentelemetry/instrumentation'));
  try {
    return requireThere('import-in-the-middle/register-hooks.mjs');
  } catch {
    return undefined;
  }
}
