import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['*/src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    // The compatibility matrix installs a gigabyte of other versions: CI runs it, and whoever calls it by name.
    exclude: [
      '**/node_modules/**',
      '**/dist/**',
      ...(process.env.CI || process.argv.some((argument) => argument.includes('compat')) ? [] : ['test/compat/**']),
    ],
    // The embedded engine has one data directory per process.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
