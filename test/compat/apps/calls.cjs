'use strict';

/** What each step does, under the name that the report gives it. */
const STEPS = {
  list: ({ list }) => list(),
  echo: ({ call }) => call('echo', { message: 'hello' }),
  fail: ({ call }) => call('fail', {}),
  unknown: ({ call }) => call('no-such-tool', {}),
  timeout: ({ call, ping }) => call('wait', {}, { timeout: 300 }).finally(ping),
};

/** All that a client sees of these steps, so that two runs can be compared. */
exports.describeCalls = async (names, client) => {
  const steps = {};
  for (const name of names) {
    try {
      steps[name] = { result: await STEPS[name](client) };
    } catch (error) {
      steps[name] = { error: { type: error.constructor.name, code: error.code, message: error.message } };
    }
  }
  return steps;
};
