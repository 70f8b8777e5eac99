import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { delay, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { server } from '../test/network';
import { openApp, PAGE_SIZE, US_SHOP } from '../test/render';

const path = `/shops/${US_SHOP}/orders`;
const lastList = (calls: { path: string }[]) =>
  calls.filter(({ path }) => path.includes('/orders')).at(-1)?.path;

describe('the orders page', () => {
  it('shows a page of orders with its exact sum', async () => {
    const { world } = openApp(path);
    expect(await screen.findByText(/10 orders on this page · (US)?\$[\d,]+\.\d\d$/)).toBeVisible();
    const table = screen.getByRole('table', { name: 'Orders, newest first' });
    expect(within(table).getAllByRole('row')).toHaveLength(PAGE_SIZE + 1);
    expect(within(table).getByText(world.shops[0]?.orders[0]?.id ?? '')).toBeVisible();
    expect(document.title).toBe('Orders of Northwind Candle Co · SellerKit');
  });

  it('never adds amounts of different currencies', async () => {
    openApp(path, {
      arrange: (world) => {
        const orders = world.shops[0]?.orders.slice(0, 3) ?? [];
        orders.forEach((order, index) => {
          order.total =
            index === 0
              ? { currency: 'GBP', minor: 1_050, exponent: 2 }
              : { currency: 'JPY', minor: 700, exponent: 0 };
        });
        if (world.shops[0]) world.shops[0].orders = orders;
      },
    });
    expect(
      await screen.findByText(/3 orders on this page · £10\.50 from 1 · (JP)?¥1,400 from 2/),
    ).toBeVisible();
  });

  it('filters by status through the address', async () => {
    const { user, world } = openApp(path);
    await user.click(await screen.findByRole('link', { name: 'In transit' }));
    await waitFor(() => expect(lastList(world.calls)).toContain('status=IN_TRANSIT'));
    expect(window.location.search).toBe('?status=IN_TRANSIT');
    expect(screen.getByRole('link', { name: 'In transit' })).toHaveAttribute('aria-current', 'true');
    await user.click(await screen.findByRole('link', { name: 'Clear filters' }));
    expect(window.location.search).toBe('');
  });

  it('filters by days and names the zone in the address', async () => {
    const { user, world } = openApp(path);
    await user.selectOptions(await screen.findByLabelText('Placed'), 'Last 7 days');
    await waitFor(() => expect(lastList(world.calls)).toMatch(/from=.*to=/));
    expect(new URLSearchParams(window.location.search).get('tz')).toBeTruthy();
  });

  it('asks for nothing while a year is still being typed', async () => {
    const { world } = openApp(`${path}?from=2026-01-01&tz=UTC`);
    const from = await screen.findByLabelText('From');
    await screen.findByText(/10 orders on this page/);
    const before = world.calls.length;
    fireEvent.change(from, { target: { value: '0202-01-01' } });
    expect(from).toHaveValue('0202-01-01');
    expect(world.calls.length).toBe(before);
    fireEvent.change(from, { target: { value: '2025-01-01' } });
    await waitFor(() => expect(lastList(world.calls)).toContain('from=2025-01-01T00'));
  });

  it('says when the days are the wrong way round, and asks for nothing', async () => {
    const { world } = openApp(`${path}?from=2026-02-01&to=2026-01-01&tz=UTC`);
    expect(
      await screen.findByRole('heading', { name: 'The first day is after the last one.' }),
    ).toBeVisible();
    expect(lastList(world.calls)).toBeUndefined();
  });

  it('pages to older orders and back by links', async () => {
    const { user, world } = openApp(path);
    await user.click(await screen.findByRole('link', { name: 'Older' }));
    expect(await screen.findByText(world.shops[0]?.orders[PAGE_SIZE]?.id ?? '')).toBeVisible();
    await user.click(await screen.findByRole('link', { name: 'Newer' }));
    expect(await screen.findByText(world.shops[0]?.orders[0]?.id ?? '')).toBeVisible();
  });

  it('offers no page of the list before while another list is on its way', async () => {
    const { user, world } = openApp(`${path}?status=COMPLETED`);
    await screen.findByRole('link', { name: 'Older' });
    server.use(
      http.get('*/api/shops/:shop/orders', async ({ request }) => {
        await delay(300);
        return world.handle(request);
      }),
    );
    await user.click(screen.getByRole('link', { name: 'All' }));
    expect(screen.queryByRole('link', { name: 'Older' })).toBeNull();
    await user.click(await screen.findByRole('link', { name: 'Older' }));
    expect(await screen.findByText(world.shops[0]?.orders[PAGE_SIZE]?.id ?? '')).toBeVisible();
  });

  it('finds an order by its exact id, from the keyboard', async () => {
    const { user, world } = openApp(path);
    await screen.findByText(/10 orders on this page/);
    const wanted = world.shops[0]?.orders[777]?.id ?? '';
    await user.keyboard('/');
    await user.keyboard(`${wanted}{Enter}`);
    expect(await screen.findByText(/matched by order ID/)).toBeVisible();
    expect(screen.getByText(/^1 order on this page/)).toBeVisible();
    await user.click(screen.getByRole('link', { name: 'Clear search' }));
    expect(await screen.findByText(/10 orders on this page/)).toBeVisible();
  });

  it('says what was searched when nothing is found', async () => {
    openApp(`${path}?q=0000`);
    expect(await screen.findByRole('heading', { name: 'Nothing found for “0000”' })).toBeVisible();
    expect(screen.getByText(/looks for an exact order ID, seller SKU or tracking number/)).toBeVisible();
  });

  it('says no orders yet, or that the filters match none', async () => {
    const { unmount } = openApp(path, { scenario: 'empty' });
    expect(await screen.findByRole('heading', { name: 'No orders yet' })).toBeVisible();
    unmount();
    openApp(`${path}?status=CANCELLED`, { scenario: 'empty' });
    expect(await screen.findByRole('heading', { name: 'No orders match these filters' })).toBeVisible();
  });

  it('calls numbers those so far while the first import runs', async () => {
    openApp(path, { scenario: 'importing' });
    expect(await screen.findByText(/1,240 of 2,000 orders\. Orders and sums are those so far/)).toBeVisible();
  });

  it('says how old the orders are when the platform does not answer', async () => {
    openApp(path, { scenario: 'stale' });
    expect(await screen.findByText(/These orders are as of 3 (hr|hours).* ago\./)).toBeVisible();
    expect(screen.getByText(/TikTok Shop does not answer right now/)).toBeVisible();
  });

  it('asks to reconnect when the authorization ended', async () => {
    const { user, world } = openApp(path, {
      scenario: 'reconnect',
      arrange: (each) => {
        each.authorizeUrl = `${window.location.origin}/#there`;
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Reconnect' }));
    await waitFor(() =>
      expect(world.calls.filter(({ method }) => method === 'POST').at(-1)).toMatchObject({
        path: '/api/connections/authorizations',
        body: { region: 'US' },
      }),
    );
  });

  it('gives an error with a way to try again and the support code', async () => {
    const { user, world } = openApp(path, { scenario: 'broken' });
    expect(await screen.findByText('This could not be loaded')).toBeVisible();
    expect(screen.getByText('req-5b1f0c2e')).toBeVisible();
    world.problems.clear();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/10 orders on this page/)).toBeVisible();
  });

  it('starts from the newest when a link to a page no longer works', async () => {
    openApp(`${path}?cursor=gone`);
    expect(await screen.findByText(/no longer works/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Newest orders' })).toHaveAttribute('href', path);
  });

  it('says the same for a foreign shop as for an unknown one', async () => {
    openApp('/shops/9/orders');
    expect(await screen.findByRole('heading', { name: 'This shop is not in your account' })).toBeVisible();
  });

  it('marks an order as overdue in words', async () => {
    openApp(path, {
      arrange: (world) => {
        const order = world.shops[0]?.orders[0];
        if (order)
          Object.assign(order, {
            status: 'AWAITING_SHIPMENT',
            shipBy: new Date(Date.now() - 15.2 * 3_600_000).toISOString(),
          });
      },
    });
    expect((await screen.findAllByText('Overdue'))[0]).toBeVisible();
    expect(screen.getAllByText(/since 15 (hr|hours)/)[0]).toBeVisible();
  });

  it('opens the other items of an order on demand', async () => {
    const { user } = openApp(path);
    const more = (await screen.findAllByRole('button', { name: /^\+ \d more$/ }))[0];
    if (!more) throw new Error('no order has more than one item');
    expect(more).toHaveAttribute('aria-expanded', 'false');
    await user.click(more);
    expect(more).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getAllByText(/SKU /).length).toBeGreaterThan(1);
  });

  it('spells out a status that is newer than this application', async () => {
    openApp(path, {
      arrange: (world) => {
        const order = world.shops[0]?.orders[0];
        if (order) order.status = 'BEING_TELEPORTED';
      },
    });
    expect(await screen.findByText('Being teleported')).toBeVisible();
  });
});
