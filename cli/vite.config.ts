import { defineConfig } from 'vite';
import { codeHash } from '../ingest/derived/code-hash.ts';
import manifest from '../package.json' with { type: 'json' };

/**
 * The command in few files: Node takes longer to find and read its hundreds of modules, and the AWS SDK's, than to run most
 * commands. What package.json names among `dependencies` is installed beside it; all else is in the files.
 */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  define: { BUILT_CODE_HASH: JSON.stringify(codeHash()) },
  ssr: { noExternal: true, external: Object.keys(manifest.dependencies) },
  build: {
    ssr: 'main.ts',
    target: 'node20',
    outDir: '../dist/command',
    emptyOutDir: true,
    sourcemap: true,
    license: { fileName: 'licenses.md' },
    rolldownOptions: { output: { chunkFileNames: '[name].js' } },
  },
});
