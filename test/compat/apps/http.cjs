'use strict';
const http = require('node:http');

/** Listens on a free port, says which on standard output, and ends in good order when standard input does. */
exports.serveHttp = async (handle) => {
  const server = http.createServer((request, response) => {
    Promise.resolve(handle(request, response)).catch((error) => {
      process.stderr.write(`${error.stack}\n`);
      response.destroy();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.stdin.resume().once('end', () => {
    server.close();
    server.closeAllConnections();
  });
  process.stdout.write(`${server.address().port}\n`);
  return server;
};
