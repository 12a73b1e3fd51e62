import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** `dist/button.js`: one classic script without imports, beside what `vite.config.ts` has built. */
// biome-ignore lint/style/noDefaultExport: Vite reads the default export.
export default defineConfig({
  build: {
    target: 'es2020',
    emptyOutDir: false,
    copyPublicDir: false,
    reportCompressedSize: false,
    lib: {
      entry: fileURLToPath(new URL('button/src/button.ts', import.meta.url)),
      formats: ['iife'],
      name: 'docentButton',
      fileName: () => 'button.js',
    },
  },
});
