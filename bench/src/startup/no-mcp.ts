/** A program that has nothing to do with MCP, as `npx` and a host's other tools are. Tells when it runs, in milliseconds since the epoch. */
process.stdout.write(String(performance.timeOrigin + performance.now()));
