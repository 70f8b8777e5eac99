import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { mockSuite } from './mock/plugin.ts';

export default defineConfig(({ mode }) => ({
  // Relative, because the site may be served below a stage path; index.html's <base> says which.
  base: './',
  plugins: [react(), tailwindcss(), ...(mode === 'mock' ? [mockSuite()] : [])],
  build: {
    target: 'es2023',
    // An inlined asset would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    sourcemap: false,
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      output: {
        // One long-lived chunk for the framework: it changes less often than the pages do.
        codeSplitting: {
          groups: [{ name: 'framework', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  server: { host: '127.0.0.1', port: 5173 },
  preview: { host: '127.0.0.1', port: 4173, strictPort: true },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost:3000/' } },
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    // One browser and one reading of the modules for all files; anew for each file, they took two fifths of the CPU.
    // What a test leaves behind is cleared after each (`setup.ts`), within a file as between files.
    isolate: false,
    // Pages make much that is soon gone; collected seldom, most of it costs nothing.
    execArgv: ['--max-semi-space-size=64'],
    css: false,
    testTimeout: 30_000,
    restoreMocks: true,
  },
}));
