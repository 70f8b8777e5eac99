import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { watch } from '../watch';
import { open, states, US_SHOP } from './states';

const orders = `/shops/${US_SHOP}/orders`;
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const state of states) {
  for (const [width, theme] of [
    [1440, 'light'],
    [360, 'dark'],
  ] as const) {
    test(`${state.name} at ${width} in ${theme} is accessible and keeps the policy`, async ({ browser }) => {
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme: theme,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const quiet = watch(page);
      await open(page, state);
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
      quiet();
      await context.close();
    });
  }
}

const ready = { name: 'orders', scenario: 'ready', path: orders, shows: /50 orders on this page/ } as const;

test('nothing scrolls sideways at 320 px, which is 1280 px at 400 %', async ({ browser }) => {
  // It opens every state there is.
  test.setTimeout(180_000);
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  for (const state of states) {
    await open(page, state);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, state.name).toBeLessThanOrEqual(0);
  }
  await context.close();
});

test('moving to a page names it and puts the focus on its heading', async ({ page }) => {
  await open(page, ready);
  await page.getByRole('link', { name: 'Shops' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Shops' })).toBeFocused();
  await expect(page).toHaveTitle('Shops · SellerKit');
});

test('the first stop of the keyboard leads past the navigation', async ({ page }) => {
  await open(page, ready);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`${orders}$`));
});

test('shortcuts work, and stop when they are turned off', async ({ page }) => {
  await open(page, ready);
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { level: 1, name: 'Shops' })).toBeVisible();
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Turn shortcuts off' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).not.toBeFocused();
  await expect(page).toHaveURL(/\/shops$/);
});

test('a chosen theme and density stay after a reload, without a flash of the other', async ({ page }) => {
  await open(page, ready);
  await page.getByRole('button', { name: 'Account and appearance' }).click();
  await page.getByText('Dark', { exact: true }).click();
  await page.getByText('Compact', { exact: true }).click();
  await page.goto('/terms');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
});

test('a reload signs in silently, comes back to the same address, and leaves no token behind', async ({
  page,
}) => {
  await open(page, { ...ready, path: `${orders}?status=COMPLETED`, shows: /orders on this page/ });
  await page.reload();
  await expect(page.getByText(/orders on this page/)).toBeVisible();
  expect(new URL(page.url()).search).toBe('?status=COMPLETED');
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).not.toMatch(/token|code_verifier/i);
});

test('signing out ends at the start page and stays there after a reload', async ({ page }) => {
  await open(page, ready);
  await page.getByRole('button', { name: 'Account and appearance' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Create account' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Create account' })).toBeVisible();
});

test('an issuer that sends everybody back unserved does not cause a loop', async ({ page }) => {
  let redirects = 0;
  await page.route('**/mock-issuer/token', (route) => {
    redirects += 1;
    return route.fulfill({ status: 400, json: { error: 'invalid_grant' } });
  });
  await page.goto('/mock/ready?to=/favicon.svg');
  await page.evaluate(() => sessionStorage.setItem('sellerkit.signed-in', '1'));
  await page.goto(orders);
  await expect(page.getByRole('button', { name: 'Sign in again' })).toBeVisible();
  await page.waitForTimeout(500);
  expect(redirects).toBe(1);
});

test('tokens that the interface never accepts end in words, not in a loop', async ({ page }) => {
  await page.route('**/api/me', (route) =>
    route.fulfill({
      status: 401,
      json: { type: 'about:blank', title: '', status: 401, code: 'unauthorized' },
    }),
  );
  await page.goto('/mock/ready?to=/favicon.svg');
  await page.evaluate(() => sessionStorage.setItem('sellerkit.signed-in', '1'));
  await page.goto(orders);
  await expect(page.getByRole('heading', { name: 'Your session has ended' })).toBeVisible();
});

test('a tab left open across a deploy reloads itself and goes on', async ({ page }) => {
  await open(page, ready);
  let deployed = true;
  await page.route('**/assets/shops-*.js', (route) =>
    deployed ? route.fulfill({ status: 404, body: '' }) : route.continue(),
  );
  page.on('request', (request) => {
    // The reload brings the new version, whose chunks exist.
    if (request.isNavigationRequest()) deployed = false;
  });
  await page.getByRole('link', { name: 'Shops' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Shops' })).toBeVisible();
});

test('offline is said, and what was loaded stays', async ({ page, context }) => {
  await open(page, ready);
  await context.setOffline(true);
  await expect(page.getByText('You are offline. What you see is what was loaded last.')).toBeVisible();
  await expect(page.getByText(/50 orders on this page/)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('You are offline.')).toBeHidden();
});

test('below a stage path everything stays below it', async ({ page }) => {
  const quiet = watch(page);
  const outside: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!/^\/(prod|mock|mock-issuer)\//.test(pathname)) outside.push(pathname);
  });
  await page.goto('/mock/ready?to=/prod/');
  await page.getByRole('button', { name: 'Sign in' }).first().click();
  await expect(page.getByText(/50 orders on this page/)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/prod${orders}$`));
  await page.getByRole('link', { name: 'Shops' }).click();
  await expect(page).toHaveURL(/\/prod\/shops$/);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Shops' })).toBeVisible();
  await page.getByRole('button', { name: 'Account and appearance' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Create account' })).toBeVisible();
  await expect(page).toHaveURL(/\/prod\/$/);
  expect(outside).toEqual([]);
  quiet();
});
