import { defineConfig } from '@playwright/test';
import { browser } from './e2e/browser';

// A seller's whole journey through a running suite: SELLERKIT_URL, SELLERKIT_ISSUER and SELLERKIT_SANDBOX say where.
export default defineConfig({
  testDir: 'e2e/suite',
  outputDir: 'target/playwright-suite',
  workers: 1,
  reporter: 'line',
  timeout: 240_000,
  expect: { timeout: 20_000 },
  use: {
    ...browser,
    baseURL: process.env.SELLERKIT_URL ?? 'http://localhost:8080',
    timezoneId: 'America/New_York',
    locale: 'en-US',
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
  },
});
