'use strict';

/** Runs what the options say: a server, or a client that reports what it saw. */
exports.main = async (load, options) => {
  const { createApp } = require(`./${options.sdk}.cjs`);
  const app = await createApp(load);
  const observe = options.explicit ? (await load('@callsight/instrumentation')).instrument : (subject) => subject;
  if (options.role === 'server') return app.serve({ ...options, observe });
  const report = await app.call({ ...options, observe });
  process.stdout.write(`${JSON.stringify(report)}\n`);
};
