import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds a running server; its pages then come from Vite, everything else from there. */
const SERVER = process.env['TELEMED_SERVER'] ?? 'http://localhost:8080';

/**
 * twilio-video loads plug-ins for noise cancellation by a function that it makes of a string, already when it is loaded; the
 * content security policy forbids that, and the console has no such plug-ins.
 */
const withoutPlugIns: Plugin = {
  name: 'twilio-video-without-plug-ins',
  load: (id) =>
    id.endsWith('/twilio-video/es5/util/dynamicimport.js')
      ? "module.exports = () => Promise.reject(new Error('There are no plug-ins.'));"
      : undefined,
};

/** `npm run dev` serves the page of guests where a server has it. */
const pageOfGuests: Plugin = {
  name: 'page-of-guests',
  configureServer: ({ middlewares }) => {
    middlewares.use((request, _, next) => {
      request.url = request.url?.replace(/^\/join(?=$|[?#])/, '/console/');
      next();
    });
  },
};

export default defineConfig(({ command }) => ({
  // Relative, so that the console works below any path that a proxy gives it
  base: command === 'serve' ? '/console/' : './',
  plugins: [react(), withoutPlugIns, pageOfGuests],
  define: {
    // fhirclient leaves out its polyfills for old browsers
    FHIRCLIENT_PURE: 'true',
    // Node's util, which twilio-video uses
    'process.env.NODE_DEBUG': 'undefined',
    global: 'globalThis',
  },
  build: {
    outDir: process.env['CONSOLE_OUT'] ?? '../../../target/classes/static/console',
    emptyOutDir: true,
    // twilio-video is one piece of 400 kB, loaded when a visit is opened
    chunkSizeWarningLimit: 600,
    // What is inlined is a data: URL, which the content security policy allows for images alone
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // Of everything that is bundled, beside it
    license: { fileName: 'licenses.md' },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(
      ['/fhir', '/oauth2', '/telemed', '/console/config.json'].map((path) => [path, { target: SERVER }]),
    ),
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
  },
}));
