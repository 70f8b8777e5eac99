import { expect, type Page } from '@playwright/test';
import type { Scenario } from '../../mock/world';

export const US_SHOP = '7495000000000000001';
const orders = `/shops/${US_SHOP}/orders`;
const sync = `/shops/${US_SHOP}/sync`;

/** A state of the application: how to get there, and what shows that it is there. */
export interface State {
  name: string;
  scenario: Scenario;
  path: string;
  signedOut?: boolean;
  shows: string | RegExp;
  act?: (page: Page) => Promise<void>;
}

/** Opens the first order of a status from the list. */
async function openOrder(page: Page, status: string): Promise<void> {
  await page.getByRole('link', { name: status, exact: true }).click();
  await expect(page).toHaveURL(/status=/);
  await page
    .getByRole('link', { name: /^5771\d+$/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 2, name: 'Money' })).toBeVisible();
}

export const states: State[] = [
  { name: 'landing', scenario: 'ready', path: '/', signedOut: true, shows: /in step and in safe hands/ },
  { name: 'terms-public', scenario: 'ready', path: '/terms', signedOut: true, shows: 'Privacy policy' },
  { name: 'terms-gate', scenario: 'new', path: '/', shows: 'Before you start' },
  { name: 'terms-changed', scenario: 'new-terms', path: '/', shows: 'The terms have changed' },
  {
    name: 'terms-refused',
    scenario: 'new',
    path: '/',
    shows: 'Before you start',
    act: async (page) => {
      await page.getByRole('button', { name: 'I do not accept' }).click();
      await expect(page.getByText('nothing about you was stored')).toBeVisible();
    },
  },
  { name: 'connect', scenario: 'no-shops', path: '/connect', shows: 'Your authorized shops' },
  { name: 'connect-confirm', scenario: 'returned', path: '/connect/return', shows: 'Connect 2 shops' },
  {
    name: 'connect-denied',
    scenario: 'returned-denied',
    path: '/connect/return',
    shows: 'You did not approve SellerKit',
  },
  {
    name: 'import-running',
    scenario: 'importing',
    path: '/connect/progress',
    shows: '1,240 of 2,000 orders',
  },
  { name: 'import-done', scenario: 'import-done', path: '/connect/progress', shows: 'Your orders are here' },
  { name: 'orders', scenario: 'ready', path: orders, shows: /50 orders on this page/ },
  { name: 'orders-importing', scenario: 'importing', path: orders, shows: /first import is running/ },
  { name: 'orders-stale', scenario: 'stale', path: orders, shows: /as of 3 hr ago\./ },
  { name: 'orders-reconnect', scenario: 'reconnect', path: orders, shows: /no longer accepts/ },
  { name: 'orders-empty', scenario: 'empty', path: orders, shows: 'No orders yet' },
  {
    name: 'orders-filtered',
    scenario: 'ready',
    path: `${orders}?status=IN_TRANSIT&from=2026-01-01&to=2027-12-31&tz=Europe/London`,
    shows: 'Clear filters',
  },
  {
    name: 'orders-searched',
    scenario: 'ready',
    path: `${orders}?q=DIF-PIN-100`,
    shows: /matched by seller SKU/,
  },
  { name: 'orders-not-found', scenario: 'ready', path: `${orders}?q=0000`, shows: /Nothing found/ },
  { name: 'orders-error', scenario: 'broken', path: orders, shows: 'This could not be loaded' },
  {
    name: 'orders-off',
    scenario: 'missing-scope',
    path: orders,
    shows: /permission to read orders was not granted/,
  },
  {
    name: 'orders-yen',
    scenario: 'many',
    path: '/shops/7495000000000000004/orders',
    shows: /orders on this page/,
  },
  { name: 'orders-throttled', scenario: 'throttled', path: orders, shows: /asked SellerKit to slow down/ },
  { name: 'orders-inactive', scenario: 'inactive', path: orders, shows: /this shop is not active/ },
  { name: 'orders-our-fault', scenario: 'our-fault', path: orders, shows: /does not work on our side/ },
  { name: 'orders-unreadable', scenario: 'unreadable', path: orders, shows: /3 orders of the first import/ },
  {
    name: 'orders-disconnected',
    scenario: 'disconnected',
    path: orders,
    shows: /You disconnected this shop/,
  },
  {
    name: 'order',
    scenario: 'ready',
    path: orders,
    shows: /50 orders on this page/,
    act: (page) => openOrder(page, 'In transit'),
  },
  {
    name: 'order-to-ship',
    scenario: 'ready',
    path: orders,
    shows: /50 orders on this page/,
    act: (page) => openOrder(page, 'To ship'),
  },
  {
    name: 'order-reveal',
    scenario: 'ready',
    path: orders,
    shows: /50 orders on this page/,
    act: async (page) => {
      await openOrder(page, 'To ship');
      await page.getByRole('button', { name: 'Reveal buyer’s details' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'order-revealed',
    scenario: 'ready',
    path: orders,
    shows: /50 orders on this page/,
    act: async (page) => {
      await openOrder(page, 'To ship');
      await page.getByRole('button', { name: 'Reveal buyer’s details' }).click();
      await page.getByRole('radio', { name: 'To ship the order' }).check();
      await page.getByRole('button', { name: 'Record and reveal' }).click();
      await expect(page.getByText('500 Sample Street')).toBeVisible();
    },
  },
  {
    name: 'order-stale',
    scenario: 'stale',
    path: orders,
    shows: /50 orders on this page/,
    act: (page) => openOrder(page, 'To ship'),
  },
  { name: 'order-unknown', scenario: 'ready', path: `${orders}/404`, shows: 'There is no such order' },
  { name: 'reveals', scenario: 'revealed', path: '/reveals', shows: 'Checking a doubtful address' },
  { name: 'reveals-empty', scenario: 'ready', path: '/reveals', shows: 'Nobody has revealed' },
  { name: 'sync', scenario: 'ready', path: sync, shows: 'All 20 in step' },
  { name: 'sync-mixed', scenario: 'mixed', path: sync, shows: /12 of 20 in step/ },
  {
    name: 'sync-details',
    scenario: 'mixed',
    path: sync,
    shows: /12 of 20 in step/,
    act: async (page) => {
      const orders = page
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { name: 'Orders', exact: true }) });
      await orders.locator('summary').first().click();
      await orders.getByText('TikTok Shop changed 2 fields').click();
      await expect(orders.getByText('gift_wrapping_note')).toBeVisible();
    },
  },
  { name: 'sync-importing', scenario: 'importing', path: sync, shows: /19 waiting to begin/ },
  { name: 'sync-reconnect', scenario: 'reconnect', path: sync, shows: /no longer accepts/ },
  { name: 'sync-disconnected', scenario: 'disconnected', path: sync, shows: /Reconnect before then/ },
  { name: 'sync-broken', scenario: 'sync-broken', path: sync, shows: 'This could not be loaded' },
  { name: 'shops-mixed', scenario: 'mixed', path: '/shops', shows: /12 of 20 in step/ },
  { name: 'shops-ending', scenario: 'ending', path: '/shops', shows: /Renew it before then/ },
  { name: 'shops-disconnected', scenario: 'disconnected', path: '/shops', shows: /Reconnect before then/ },
  {
    name: 'shops-disconnect',
    scenario: 'many',
    path: '/shops',
    shows: 'Akari Home',
    act: async (page) => {
      await page.getByRole('button', { name: 'Disconnect Akari Home' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  { name: 'shops', scenario: 'many', path: '/shops', shows: 'Akari Home' },
  { name: 'shops-reconnect', scenario: 'reconnect', path: '/shops', shows: 'Reconnect needed' },
  { name: 'shops-empty', scenario: 'no-shops', path: '/shops', shows: 'No shop connected yet' },
  {
    name: 'shop-unknown',
    scenario: 'ready',
    path: '/shops/404/orders',
    shows: 'This shop is not in your account',
  },
  {
    name: 'account-menu',
    scenario: 'ready',
    path: orders,
    shows: /50 orders on this page/,
    act: async (page) => {
      await page.getByRole('button', { name: 'Account and appearance' }).click();
      await expect(page.getByText('ada@sellerkit.example')).toBeVisible();
    },
  },
  {
    name: 'shortcuts',
    scenario: 'ready',
    path: orders,
    shows: /50 orders on this page/,
    act: async (page) => {
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'not-found',
    scenario: 'ready',
    path: '/nothing/here',
    signedOut: true,
    shows: 'There is no such page',
  },
];

/** Opens a state as somebody would: choosing the scenario, signed in unless the state says otherwise. */
export async function open(page: Page, state: State): Promise<void> {
  await page.goto(`/mock/${state.scenario}?to=/favicon.svg`);
  await page.evaluate((signedIn) => {
    sessionStorage.clear();
    if (signedIn) sessionStorage.setItem('sellerkit.signed-in', '1');
  }, !state.signedOut);
  await page.goto(state.path);
  await expect(page.getByText(state.shows).filter({ visible: true }).first()).toBeVisible();
  await state.act?.(page);
}
