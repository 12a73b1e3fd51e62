import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The console, apart from the client, so that neither carries what only the other needs.
 * No inline code and no polyfills: the pages run under `script-src 'self'; style-src 'self'`.
 */
// biome-ignore lint/style/noDefaultExport: Vite reads the default export.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    emptyOutDir: false,
    copyPublicDir: false,
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        console: at('console/index.html'),
      },
      preserveEntrySignatures: 'exports-only',
    },
  },
  worker: { format: 'es' },
});
