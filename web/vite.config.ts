import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  build: {
    // The page's themes rest on light-dark(), which these are the first to understand.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Content-Security-Policy allows no data: URLs for scripts and styles; files also cache better.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: { '/api': process.env.CALLSIGHT_URL ?? 'http://127.0.0.1:4000' },
  },
});
