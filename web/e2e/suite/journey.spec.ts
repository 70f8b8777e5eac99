import { randomBytes } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { watch } from '../watch';

const issuer = process.env.SELLERKIT_ISSUER ?? 'http://localhost:8081';
const sandbox = process.env.SELLERKIT_SANDBOX ?? 'http://localhost:8082';

const newPerson = () => ({
  email: `seller-${randomBytes(6).toString('hex')}@sellerkit.example`,
  password: `Pass-${randomBytes(8).toString('hex')}-1`,
});

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const looked = new Set<string>();

/** Looks for barriers; a page that several tests pass on their way is looked at by the first of them. */
async function accessible(page: Page, passed?: string): Promise<void> {
  if (passed && looked.has(passed)) return;
  if (passed) looked.add(passed);
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(rules)
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

async function signUp(page: Page, person: ReturnType<typeof newPerson>): Promise<void> {
  await page.goto('./');
  await accessible(page, 'first screen');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL(`${issuer}/**`);
  // An issuer that shows its sign-in form first has a way to the sign-up form.
  const again = page.locator('#password-again');
  await expect(page.locator('#email')).toBeVisible();
  if (!(await again.isVisible())) await page.locator('#to-sign-up').click();
  await page.locator('#email').fill(person.email);
  await page.locator('#password').fill(person.password);
  await again.fill(person.password);
  await page.locator('#submit').click();
}

async function acceptTerms(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Before you start' })).toBeVisible();
  await expect(page.getByText(/Last updated/).first()).toBeVisible();
  await accessible(page, 'terms');
  await page.getByRole('checkbox', { name: 'I am at least 18 years old' }).check();
  await page.getByRole('button', { name: 'Accept and continue' }).click();
}

async function approveAtTikTok(page: Page, seller: 'us' | 'uk' | 'global'): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Connect your TikTok Shop' })).toBeVisible();
  await page.getByRole('radio', { name: seller === 'us' ? /United States/ : /Everywhere else/ }).check();
  await page.getByRole('button', { name: 'Continue to TikTok Shop' }).click();
  await page.waitForURL(`${sandbox}/**`);
  await page.locator(`input[name=seller][value=${seller}]`).check();
}

async function confirmShops(page: Page): Promise<void> {
  await page.locator('#approve').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Confirm your shops' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Connect \d+ shops?$/ })).toBeVisible();
  await accessible(page, 'confirmation');
  await page.getByRole('button', { name: /^Connect \d+ shops?$/ }).click();
}

test('a seller signs up, connects a shop, watches the import, finds orders and signs out', async ({
  page,
}) => {
  const quiet = watch(page);
  const person = newPerson();

  await signUp(page, person);
  await acceptTerms(page);

  await expect(page.getByRole('heading', { name: 'What SellerKit never does' })).toBeVisible();
  await accessible(page);
  await approveAtTikTok(page, 'us');
  await confirmShops(page);

  await expect(
    page.getByRole('heading', { level: 1, name: /Importing your orders|Your orders are here/ }),
  ).toBeVisible();
  await accessible(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Your orders are here' })).toBeVisible({
    timeout: 180_000,
  });
  await page.getByRole('link', { name: 'Go to orders' }).click();

  await expect(page.getByText(/^50 orders on this page · \$[\d,]+\.\d\d/)).toBeVisible();
  await accessible(page);
  const firstId = (await page.locator('tbody th').first().innerText()).trim();
  expect(firstId).toMatch(/^\d{15,20}/);

  // A reload comes back signed in, to the same address.
  await page.getByRole('link', { name: 'Completed', exact: true }).click();
  await expect(page).toHaveURL(/status=COMPLETED/);
  await expect(page.locator('tbody tr').first()).toContainText('Completed');
  await page.reload();
  await expect(page).toHaveURL(/status=COMPLETED/);
  await expect(page.locator('tbody tr').first()).toContainText('Completed');

  // Days, in the seller's own zone.
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await page.getByLabel('Placed').selectOption('Last 30 days');
  await expect(page).toHaveURL(/from=.*to=.*tz=America%2FNew_York/);
  await expect(page.getByText(/orders? on this page/)).toBeVisible();
  await page.getByRole('link', { name: 'Clear filters' }).click();

  // Pages, by links that can be shared.
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(page.locator('tbody th').first()).not.toContainText(firstId);
  const olderId = (await page.locator('tbody th').first().innerText()).trim().split(/\s/)[0] ?? '';
  await page.getByRole('link', { name: 'Newer' }).click();
  await expect(page.locator('tbody th').first()).not.toContainText(olderId);

  // An exact search, from the keyboard.
  await page.locator('h1').click();
  await page.keyboard.press('/');
  await page.keyboard.type(olderId);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/matched by order ID/)).toBeVisible();
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await page.getByRole('link', { name: 'Clear search' }).click();

  // An order in full, and its buyer only for a reason that is recorded.
  await page.getByRole('link', { name: 'To ship', exact: true }).click();
  await expect(page).toHaveURL(/status=AWAITING_SHIPMENT/);
  // Until the list is there, the one before stands in for it.
  await expect(page.locator('tbody tr').first()).toContainText(/To ship|Overdue/);
  const orderId = (await page.locator('tbody th').first().innerText()).trim().split(/\s/)[0] ?? '';
  await page.getByRole('link', { name: orderId, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Order ${orderId}` })).toBeVisible();
  await expect(page.getByText(/^First seen as/)).toBeVisible();
  await page.getByRole('button', { name: 'Reveal buyer’s details' }).click();
  await page.getByRole('radio', { name: 'To ship the order' }).check();
  await accessible(page);
  await page.getByRole('button', { name: 'Record and reveal' }).click();
  await expect(page.getByText(/^Revealed .* and recorded\.$/)).toBeVisible();
  await accessible(page);
  await page.keyboard.press('j');
  await expect(page).not.toHaveURL(new RegExp(orderId));
  await expect(page.getByRole('button', { name: 'Reveal buyer’s details' })).toBeVisible();
  await page.getByRole('link', { name: 'Reveals', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Reveals, newest first' }).getByRole('listitem')).toHaveCount(
    1,
  );
  await expect(page.getByRole('link', { name: orderId })).toBeVisible();

  // The shops page, a sync asked for by hand, and the end of reading, which can be taken back.
  await page.getByRole('link', { name: 'Shops', exact: true }).click();
  await page
    .getByRole('link', { name: /^Sync details of / })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /^Sync of / })).toBeVisible();
  for (const group of ['Orders & parcels', 'Products & stock', 'Returns', 'Money', 'Figures', 'Shop']) {
    await expect(page.getByRole('heading', { level: 2, name: group, exact: true })).toBeVisible();
  }
  const orderSync = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3, name: 'Orders', exact: true }) });
  await expect(orderSync.getByText('In step')).toBeVisible();
  await expect(orderSync.getByText(/^as of /)).toBeVisible();
  await orderSync.locator('summary').first().click();
  await expect(orderSync.getByText(/records?, done /)).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Sync Orders now' }).click();
  await expect(
    // A poll may be at it this very moment.
    page.getByText(/Asked TikTok Shop for what is new: Orders\.|A sync is running already\./),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Shops', exact: true }).click();
  await expect(page.getByRole('button', { name: /Sync now|Syncing/ })).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: /^Disconnect / }).click();
  const label = await page.getByText(/^To confirm, type the shop’s name: /).innerText();
  await page.getByLabel(label).fill(label.replace(/^.*?: /, ''));
  await page.getByRole('button', { name: 'Disconnect the shop' }).click();
  await expect(page.getByText(/is deleted on/)).toBeVisible();
  await page.getByRole('button', { name: 'Reconnect' }).click();
  await page.waitForURL(`${sandbox}/**`);
  await page.locator('input[name=seller][value=us]').check();
  await confirmShops(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Your orders are here' })).toBeVisible();
  await page.getByRole('link', { name: 'Shops', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Disconnect / })).toBeVisible();
  await expect(page.getByText(/is deleted on/)).toBeHidden();

  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stored).not.toContain(person.email);
  expect(stored).not.toMatch(/eyJ|code_verifier/);

  await page.getByRole('button', { name: 'Account and appearance' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Create account' })).toBeVisible();
  await page.goto('./shops');
  await page.waitForURL(`${issuer}/**`);
  quiet();
});

test('somebody who refuses the terms leaves nothing behind and may come back', async ({ page }) => {
  const quiet = watch(page);
  const person = newPerson();
  await signUp(page, person);
  await page.getByRole('button', { name: 'I do not accept' }).click();
  await expect(page.getByText('nothing about you was stored')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).first().click();
  await page.locator('#email').fill(person.email);
  await page.locator('#password').fill(person.password);
  await page.locator('#submit').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Before you start' })).toBeVisible();
  quiet();
});

test('somebody who declines at TikTok Shop reads what that means and can start again', async ({ page }) => {
  const quiet = watch(page);
  await signUp(page, newPerson());
  await acceptTerms(page);
  await approveAtTikTok(page, 'uk');
  await page.locator('#deny').click();
  await expect(page.getByRole('heading', { level: 1, name: 'You did not approve SellerKit' })).toBeVisible();
  await accessible(page);
  await page.getByRole('link', { name: 'Start again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Connect your TikTok Shop' })).toBeVisible();
  quiet();
});

test('a cancelled confirmation connects nothing', async ({ page }) => {
  await signUp(page, newPerson());
  await acceptTerms(page);
  await approveAtTikTok(page, 'global');
  await page.locator('#approve').click();
  await expect(page.getByRole('checkbox')).toHaveCount(4);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'No shop connected yet' })).toBeVisible();
});

test('an address that leads nowhere says so', async ({ page }) => {
  await page.goto('./nothing/here');
  await expect(page.getByRole('heading', { level: 1, name: 'There is no such page' })).toBeVisible();
  await accessible(page);
});
