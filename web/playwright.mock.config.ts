import { defineConfig } from '@playwright/test';
import { browser } from './e2e/browser';

// The built application against a pretended interface, under the real content security policy.
export default defineConfig({
  testDir: 'e2e/mock',
  outputDir: 'target/playwright-mock',
  workers: 2,
  fullyParallel: true,
  expect: { timeout: 15_000 },
  reporter: 'line',
  timeout: 60_000,
  use: { ...browser, baseURL: 'http://127.0.0.1:4173', timezoneId: 'Europe/London', locale: 'en-GB' },
  projects: [
    { name: 'states', testMatch: '**/*.spec.ts' },
    { name: 'screenshots', testMatch: '**/screenshots.ts' },
  ],
  webServer: { command: 'npm run --silent preview:mock', port: 4173, reuseExistingServer: true },
});
