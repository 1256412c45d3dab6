import { defineConfig } from 'vite';

/** The handler with all that it needs as one file, for Lambda. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'handler/index.ts',
    target: 'node20',
    minify: true,
    outDir: '../../dist/resolution',
    emptyOutDir: true,
    rolldownOptions: { output: { entryFileNames: 'handler.mjs', codeSplitting: false } },
  },
});
