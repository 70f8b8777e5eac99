import { expect, test } from '@playwright/test';
import { open, states } from './states';

// Pictures of every state, width and theme, to be looked at: target/screenshots.
const only = process.env.STATES?.split(',');
const widths = (process.env.WIDTHS ?? '360,768,1440').split(',').map(Number);
// WHOLE=true takes pages to their end.
const themes = (process.env.THEMES ?? 'light,dark').split(',') as ('light' | 'dark')[];

for (const state of states.filter(({ name }) => !only || only.includes(name))) {
  for (const width of widths) {
    for (const theme of themes) {
      test(`${state.name} at ${width} in ${theme}`, async ({ browser }) => {
        const context = await browser.newContext({
          viewport: { width, height: width < 600 ? 780 : 900 },
          colorScheme: theme,
          reducedMotion: 'reduce',
          hasTouch: width < 600,
          isMobile: width < 600,
        });
        const page = await context.newPage();
        await open(page, state);
        await page.evaluate(() => document.fonts.ready);
        await page.waitForTimeout(250);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        await page.screenshot({
          path: `target/screenshots/${state.name}-${width}-${theme}.png`,
          fullPage: process.env.WHOLE === 'true',
        });
        await context.close();
        expect(overflow, 'the page scrolls sideways').toBeLessThanOrEqual(0);
      });
    }
  }
}
