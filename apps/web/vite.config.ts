import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { messageParts } from './vite-message-parts.js';

/** Writes `.br` and `.gz` beside every text file that is built: the server only has to pick one. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle({ dir }) {
      if (!dir) return;
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|html|svg)$/.test(name)) continue;
        const file = join(dir, name);
        const content = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(content, quality));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

/**
 * The web application. Two rules shape the chunks: every page is loaded when its route is opened, and
 * Recharts (119 kB gzipped) only with a page that draws with it, so chart components live in `src/charts/`,
 * one file per chart, and are imported by pages and panels, never by the shell.
 *
 * No inline scripts are written (the server sends `script-src 'self'`).
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [messageParts(), react(), precompress()],
  resolve: { conditions: ['tenken-source', ...defaultClientConditions] },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: process.env.TENKEN_API ?? 'http://127.0.0.1:3000', changeOrigin: false },
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    manifest: true,
    // Data URLs would need `img-src data:` and `font-src data:`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // a group takes its dependencies along: what the shell needs as well as Recharts must not go with it
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|clsx|use-sync-external-store|tiny-invariant)[\\/]/,
              priority: 30,
            },
            {
              name: 'recharts',
              test: /node_modules[\\/](recharts|d3-|victory-vendor|immer|@reduxjs|react-redux|reselect|decimal)/,
              priority: 20,
            },
            {
              name: 'markdown',
              test: /node_modules[\\/](react-markdown|rehype|remark|micromark|mdast|hast|unist|unified|vfile)/,
              priority: 20,
            },
            // what the first page loads in any case: one file instead of seventy, and packed better
            { name: 'shell', tags: ['$initial'], priority: 10 },
          ],
        },
      },
    },
  },
});
