// Preloaded into a child with an IPC channel: when the parent closes it, or is gone in whatever way, the child ends too.
process.once('disconnect', () => process.exit());
