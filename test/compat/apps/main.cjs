'use strict';

/** Runs what the options say: a server, or a client that reports what it saw. */
exports.main = async (load, options) => {
  const { createApp } = require(`./${options.sdk}.cjs`);
  // Asked for before there is a provider, as code of a host does.
  const tracer = (await load('@opentelemetry/api')).trace.getTracer('compat-app');
  const work = (result) =>
    tracer.startActiveSpan('own work', (span) => {
      span.end();
      return result;
    });
  const app = await createApp(load, work);
  const observe = options.explicit ? (await load('@callsight/instrumentation')).instrument : (subject) => subject;
  if (options.role === 'server') return app.serve({ ...options, observe });
  const report = await app.call({ ...options, observe });
  process.stdout.write(`${JSON.stringify(report)}\n`);
};
