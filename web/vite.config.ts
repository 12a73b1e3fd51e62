import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The pages that the server draws for visitors, and the client module that the waiting page fetches.
 * No inline code and no polyfills: the pages run under `script-src 'self'; style-src 'self'`.
 */
// biome-ignore lint/style/noDefaultExport: Vite reads the default export.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    manifest: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        ask: at('client/ask.html'),
        go: at('client/go.html'),
        plain: at('client/plain.html'),
        'plain-log': at('client/plain-log.html'),
        client: at('client/src/main.tsx'),
      },
      preserveEntrySignatures: 'exports-only',
    },
  },
  worker: { format: 'es' },
});
