import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';

const server = 'http://localhost:5080';

/**
 * twilio-video makes a function from text while it loads, for a noise filter that is not used here. The content policy forbids that, so the
 * whole call would fail.
 */
const withoutCodeFromText: Plugin = {
  name: 'without-code-from-text',
  enforce: 'pre',
  load: (id) =>
    /twilio-video\/es5\/util\/dynamicimport\.js/.test(id)
      ? "module.exports = function (name) { return Promise.reject(new Error('Not part of this build: ' + name)); };"
      : undefined,
};

export default defineConfig({
  plugins: [withoutCodeFromText],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../Telehealth.Server/wwwroot',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The content policy allows no data: scripts or styles, so nothing is inlined.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/api': server,
      '/hubs': { target: server, ws: true },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['**/*.test.{ts,tsx}'],
    restoreMocks: true,
    unstubGlobals: true,
    // A window for each worker, not for each file: making one takes longer than the tests in it, and each test leaves it as it found it.
    pool: 'threads',
    isolate: false,
  },
});
