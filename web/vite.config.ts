import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the server answers while the pages are developed with `npm run web`. */
const SERVER = process.env.VERBATIM_URL ?? 'http://127.0.0.1:7400';

/** Small parts of `ui/`, what asks the server, and the fields of events; not charts, editors and trees, which some pages have. */
const SHARED = /\/web\/src\/(?:ui(?:\/time-range)?|api)\/[^/]+$|\/src\/event\/fields\.ts$/;

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
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What most pages are made of comes as one file: as twenty, of which most hold a few hundred bytes, each would be asked for.
          groups: [{ name: 'ui', test: SHARED, minShareCount: 3 }],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/ingest', '/healthz', '/readyz', '/metrics', '/openapi.json'].map((path) => [path, SERVER]),
    ),
  },
});
