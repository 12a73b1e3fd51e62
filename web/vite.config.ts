import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Vite's own code preloads styles of later modules. Ours have none, so loading them is all. */
const noPreload: Plugin = {
  name: 'no-preload',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : null,
};

type Chunking = { getModuleInfo: (id: string) => { importedIds: string[] } | null };

const HOP = /client\/src\/(boot|keep|links|rest|words\/(words|catalog\.en))|link\/src\/(id|store)/;

/** `client` for all that `main.tsx` needs to start: one piece, from which lazy parts import. */
function clientOrNone(id: string, chunking: Chunking): string | null {
  const needed = new Set([at('client/src/main.tsx')]);
  for (const it of needed)
    for (const next of chunking.getModuleInfo(it)?.importedIds ?? []) needed.add(next);
  return needed.has(id) ? 'client' : null;
}

/**
 * The pages that the server draws for visitors, and the client module that the waiting page fetches.
 * No inline code and no polyfills: the pages run under `script-src 'self'; style-src 'self'`.
 */
// biome-ignore lint/style/noDefaultExport: Vite reads the default export.
export default defineConfig({
  plugins: [noPreload],
  oxc: { jsx: { runtime: 'automatic', importSource: '/client/src/draw' } },
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
        main: at('client/src/main.tsx'),
      },
      // Lazy parts import from the client itself: no third piece to fetch before it starts.
      preserveEntrySignatures: 'allow-extension',
      // To read a property changes nothing, in ours and in what we use.
      treeshake: { propertyReadSideEffects: false },
      // What the hop needs, in one piece: several are more bytes.
      output: {
        // The waiting page imports `start` from `client` itself.
        minifyInternalExports: false,
        codeSplitting: { groups: [{ name: 'hop', test: HOP }, { name: clientOrNone }] },
      },
    },
  },
  worker: { format: 'es' },
});
