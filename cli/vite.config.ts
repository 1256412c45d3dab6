import { defineConfig } from 'vite';
import { codeHash } from '../ingest/derived/code-hash.ts';

/** The command in few files: Node takes longer to find and read its hundreds of modules than to run most commands. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  define: { BUILT_CODE_HASH: JSON.stringify(codeHash()) },
  build: {
    ssr: 'main.ts',
    target: 'node20',
    outDir: '../dist/command',
    emptyOutDir: true,
    sourcemap: true,
    rolldownOptions: { output: { chunkFileNames: '[name].js' } },
  },
});
