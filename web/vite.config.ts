import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the server answers while the pages are developed with `npm run web`. */
const SERVER = process.env.VERBATIM_URL ?? 'http://127.0.0.1:7400';

// Vite asks for a default export.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // Browsers of the last two years: `light-dark()`, popovers and cascade layers are theirs.
    target: ['chrome123', 'firefox125', 'safari17.5'],
    // The policy of the pages allows no inline script and no data but images.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: false,
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/ingest', '/healthz', '/readyz', '/metrics', '/openapi.json'].map((path) => [path, SERVER]),
    ),
  },
});
