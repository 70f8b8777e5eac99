import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp, US_SHOP } from '../test/render';
import { t } from '../text/en';
import { s } from '../text/sync';

const path = `/shops/${US_SHOP}/sync`;

const row = async (title: string) => {
  const heading = await screen.findByRole('heading', { level: 3, name: title });
  const item = heading.closest('li');
  if (!item) throw new Error(`${title} is in no list`);
  return within(item);
};

describe('the sync page', () => {
  it('groups everything that is read and sums it up', async () => {
    openApp(path, { scenario: 'mixed' });
    expect(
      await screen.findByRole('heading', { level: 1, name: s.page('Northwind Candle Co') }),
    ).toBeVisible();
    expect(
      screen.getByText('12 of 20 in step, 2 importing, 1 waiting to begin, 1 delayed, 1 failing, 3 off'),
    ).toBeVisible();
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual(
      Object.values(s.groups),
    );
    expect(screen.getAllByRole('heading', { level: 3 })).toHaveLength(20);
  });

  it('says how late changes come, and through whom', async () => {
    openApp(path, { scenario: 'mixed' });
    const orders = await row('Orders');
    expect(orders.getByText(/42 sec from the change at TikTok Shop.*then under 1 sec/)).toBeInTheDocument();
    expect(
      orders.getByText(/asked us to slow down, passed 5 hr\.? ago after 3 attempts/),
    ).toBeInTheDocument();
  });

  it('counts an import, tells what is left of it, and is quiet where nobody can know', async () => {
    openApp(path, { scenario: 'mixed' });
    const products = await row('Products');
    expect(products.getByText(/412 of 1,130 records · about \d+ .* left/)).toBeVisible();
    expect(products.getByRole('progressbar', { name: 'First import: Products' })).toHaveAttribute(
      'value',
      '36',
    );
    const pages = await row('Product pages');
    expect(pages.getByText('96 records so far')).toBeVisible();
    expect(pages.getAllByText('more than 200 to read')[0]).toBeVisible();
    expect(pages.queryByRole('progressbar')).toBeNull();
  });

  it('compares day by day in words and in a table', async () => {
    const { user } = openApp(path, { scenario: 'mixed' });
    const orders = await row('Orders');
    expect(await orders.findByText('1 of 29 days differs from TikTok Shop')).toBeVisible();
    expect(
      orders.getByRole('img', { name: /Last 30 days: 28 match, 1 differs, 1 without records/ }),
    ).toBeVisible();
    await user.click(orders.getByText('1 of 29 days differs from TikTok Shop'));
    const table = orders.getByRole('table');
    expect(within(table).getAllByRole('row')).toHaveLength(30);
    expect(within(table).getByText('−2')).toBeVisible();
    expect(within(table).getByText('19 of 21')).toBeVisible();
  });

  it('calls a difference one only when it was found twice', async () => {
    openApp(path, {
      arrange: (world) => {
        const shop = world.shops.find(({ shop: { id } }) => id === US_SHOP);
        const [newest, ...older] = shop?.certificates.get('order') ?? [];
        if (newest) {
          shop?.certificates.set('order', [
            { ...newest, stored: newest.stored - 1, difference: -1, differsSince: newest.checkedAt },
            ...older,
          ]);
        }
      },
    });
    expect(await (await row('Orders')).findByText(s.compared.again(1))).toBeVisible();
  });

  it('says whether TikTok Shop tells of changes at once', async () => {
    openApp(path, { scenario: 'mixed' });
    expect(await screen.findByText(/at once, but not of: invoice status change/)).toBeVisible();
  });

  it('says why TikTok Shop does not', async () => {
    openApp(path, {
      arrange: (world) => {
        for (const shop of world.shops) {
          shop.webhooks = {
            state: 'missing',
            reason: { code: 'scope-missing', sentence: 'The permission for this data was not granted.' },
          };
        }
      },
    });
    expect(
      await screen.findByText(
        /does not tell us of changes at once.*permission for this data was not granted/,
      ),
    ).toBeVisible();
  });

  it('says what TikTok Shop refuses to show, and that the rest goes on', async () => {
    openApp(path, { scenario: 'mixed' });
    const tracking = await row('Tracking');
    expect(tracking.getByText(s.setApart(2, false), { exact: false })).toBeVisible();
    expect(tracking.getByText(/code 21042311.*try again once a day, next in \d hr/)).toBeVisible();
  });

  it('names the fields that drifted, behind a quiet line', async () => {
    const { user } = openApp(path, { scenario: 'mixed' });
    const orders = await row('Orders');
    expect(orders.getByText('orders.line_items.gift_wrapping_note')).not.toBeVisible();
    await user.click(orders.getByText(s.drift(2)));
    expect(orders.getByText('orders.line_items.gift_wrapping_note')).toBeVisible();
  });

  it('says why data is off or late, and offers the one click that mends it', async () => {
    openApp(path, { scenario: 'mixed' });
    expect(await screen.findByText(/3 kinds of data are off.*SKUs by day/)).toBeVisible();
    expect(await screen.findByRole('button', { name: t.shops.reconnect })).toBeVisible();
    const off = await row('SKUs by day');
    expect(off.getByText(/permission for this data was not granted/)).toBeVisible();
    expect(off.queryByRole('button', { name: s.syncOne('SKUs by day') })).toBeNull();
    const late = await row('Messages');
    expect(late.getByText(/slow down; reading goes on by itself\. Next try in \d+ min\./)).toBeVisible();
  });

  it('asks for one kind of data alone, and for all', async () => {
    const { user, world } = openApp(path);
    const statements = await row('Statements');
    await user.click(statements.getByRole('button', { name: s.syncOne('Statements') }));
    expect(await screen.findByText(s.asked('Statements'))).toBeVisible();
    await user.click(screen.getByRole('button', { name: s.syncAll }));
    await waitFor(() =>
      expect(world.calls.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
        { stream: 'statement' },
        undefined,
      ]),
    );
  });

  it('says in words when that is too soon', async () => {
    const { user } = openApp(path, {
      arrange: (world) =>
        world.problem('POST /api/shops/:id/sync', 'sync-too-soon', 429, 'req-1', { retryAfterSeconds: 7 }),
    });
    await user.click((await row('Orders')).getByRole('button', { name: s.syncOne('Orders') }));
    expect(await screen.findByText(t.shops.tooSoon(7))).toBeVisible();
  });

  it('keeps the state in sight where only the comparison could not be loaded', async () => {
    openApp(path, {
      arrange: (world) => world.problem('GET /api/shops/:id/sync/certificates', 'internal', 500),
    });
    expect(await screen.findByText('All 20 in step')).toBeVisible();
    expect(await screen.findByText(s.compared.failed)).toBeVisible();
  });

  it('reads nothing of a disconnected shop, and says so', async () => {
    openApp(path, { scenario: 'disconnected' });
    expect(await screen.findByText(/Reconnect before then/)).toBeVisible();
    expect(screen.queryByRole('button', { name: s.syncAll })).toBeNull();
    expect(screen.queryByRole('button', { name: s.syncOne('Orders') })).toBeNull();
  });

  it('can be retried when it could not be loaded, and knows no shop of others', async () => {
    openApp(path, { scenario: 'sync-broken' });
    expect(await screen.findByRole('button', { name: t.common.tryAgain })).toBeVisible();
  });

  it('is no page for a shop of another account', async () => {
    openApp('/shops/404/sync');
    expect(await screen.findByText(t.orders.shopGoneTitle)).toBeVisible();
  });
});

describe('the shops page', () => {
  it('says all of it in one line that leads to the page', async () => {
    openApp('/shops', { scenario: 'mixed' });
    expect(await screen.findByText(/^12 of 20 in step/)).toBeVisible();
    expect(screen.getByRole('link', { name: t.streams.detailsOf('Northwind Candle Co') })).toHaveAttribute(
      'href',
      path,
    );
    expect(screen.queryByText('Statements')).toBeNull();
  });
});
