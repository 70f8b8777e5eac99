import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { World } from '../../mock/world';
import { addressLines } from '../order/buyer';
import { openApp, PAGE_SIZE, US_SHOP } from '../test/render';

const list = `/shops/${US_SHOP}/orders`;

const ids = new World().shops[0]?.orders.map(({ id }) => id) ?? [];

/** The application on the page of an order of the list's first page. */
async function openOrder(index: number, query = '') {
  const app = openApp(`${list}/${ids[index]}${query}`);
  await screen.findByRole('heading', { level: 2, name: 'Money' });
  return app;
}

describe('the page of an order', () => {
  it('shows lines, money, times and the changes seen with source and lag', async () => {
    await openOrder(3);
    expect(screen.getByRole('heading', { level: 1, name: `Order ${ids[3]}` })).toBeVisible();
    expect(document.title).toBe(`Order ${ids[3]} · SellerKit`);
    const money = within(screen.getByRole('region', { name: 'Money' }));
    expect(money.getByText('Your discount').nextSibling).toHaveTextContent(/^-(US)?\$3\.00$/);
    expect(money.getByText('Buyer pays')).toBeVisible();
    const changes = within(screen.getByRole('region', { name: 'Changes that SellerKit saw' }));
    expect(changes.getByText(/First seen as/)).toBeVisible();
    expect(changes.getByText('The delivery address changed')).toBeVisible();
    expect(changes.getByText(/regular check · known 35 sec.* after it happened/)).toBeVisible();
    expect(screen.getByRole('link', { name: /Open in Seller Center/ })).toHaveAttribute(
      'href',
      expect.stringContaining(`order_no=${ids[3]}`),
    );
    expect(screen.getByText(/^As of /)).toBeVisible();
  });

  it('leads to its neighbours in the list, over the edge of a page too', async () => {
    const { user } = await openOrder(PAGE_SIZE - 1);
    const older = await screen.findByRole('link', { name: 'Older order' });
    await waitFor(() => expect(older).toHaveAttribute('href', expect.stringContaining(ids[PAGE_SIZE] ?? '')));
    expect(older.getAttribute('href')).toContain('cursor=');
    await user.keyboard('k');
    await screen.findByRole('heading', { level: 1, name: `Order ${ids[PAGE_SIZE - 2]}` });
    await user.keyboard('j');
    await screen.findByRole('heading', { level: 1, name: `Order ${ids[PAGE_SIZE - 1]}` });
  });

  it('keeps the filter of its list', async () => {
    await openOrder(0, '?status=AWAITING_SHIPMENT');
    expect(screen.getByRole('link', { name: 'Orders', current: false })).toHaveAttribute(
      'href',
      `${list}?status=AWAITING_SHIPMENT`,
    );
  });

  it('says that an order is not there', async () => {
    openApp(`${list}/404`);
    expect(
      await screen.findByRole('heading', { level: 1, name: 'There is no such order in this shop' }),
    ).toBeVisible();
  });
});

describe('the buyer', () => {
  it('is hidden until a reason was given, and hidden again by a click', async () => {
    const { user, world, queryClient } = await openOrder(2);
    expect(screen.queryByText('500 Sample Street')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Reveal buyer’s details' }));
    await user.click(screen.getByRole('button', { name: 'Record and reveal' }));
    expect(screen.getByText('Please choose a reason.')).toBeVisible();
    expect(world.reveals).toHaveLength(0);

    await user.click(screen.getByRole('radio', { name: 'To answer the buyer' }));
    await user.click(screen.getByRole('button', { name: 'Record and reveal' }));
    expect(await screen.findByText('500 Sample Street')).toBeVisible();
    expect(world.reveals[0]).toMatchObject({ reason: 'customer-service', noted: false });
    // What was revealed is on the page and in no cache.
    expect(
      JSON.stringify(
        queryClient
          .getQueryCache()
          .getAll()
          .map(({ state }) => state.data),
      ),
    ).not.toContain('Sample Street');

    await user.click(screen.getByRole('button', { name: 'Hide again' }));
    expect(screen.queryByText('500 Sample Street')).not.toBeInTheDocument();
  });

  it('needs a note with another reason', async () => {
    const { user, world } = await openOrder(2);
    await user.click(screen.getByRole('button', { name: 'Reveal buyer’s details' }));
    await user.click(screen.getByRole('radio', { name: 'Another reason' }));
    await user.click(screen.getByRole('button', { name: 'Record and reveal' }));
    expect(screen.getByText(/say in a few words/)).toBeVisible();
    await user.type(screen.getByLabelText(/^Note/), 'A doubtful address');
    await user.click(screen.getByRole('button', { name: 'Record and reveal' }));
    expect(await screen.findByText('500 Sample Street')).toBeVisible();
    expect(world.reveals[0]).toMatchObject({ reason: 'other', note: 'A doubtful address' });
  });

  it('is told apart when there is nothing left to reveal', async () => {
    const { user, world } = await openOrder(2);
    world.problem('POST /api/shops/:id/orders/:order/reveals', 'buyer-data-unavailable', 410);
    await user.click(screen.getByRole('button', { name: 'Reveal buyer’s details' }));
    await user.click(screen.getByRole('radio', { name: 'To ship the order' }));
    await user.click(screen.getByRole('button', { name: 'Record and reveal' }));
    expect(await screen.findByText(/There is nothing left to reveal/)).toBeVisible();
  });

  it('has an address as it is written on a parcel', () => {
    expect(
      addressLines({
        buyer: {
          addressLines: ['1 Elm Street'],
          city: 'Springfield',
          places: [
            { kind: 'Country', name: 'United States' },
            { kind: 'State', name: 'Colorado' },
            { kind: 'City', name: 'Springfield' },
          ],
          postalCode: '80000',
          country: 'US',
        },
      }),
    ).toEqual(['1 Elm Street', 'Springfield, Colorado 80000', 'United States']);
  });
});

describe('the list of reveals', () => {
  it('says who saw what and why, and that a note was erased', async () => {
    openApp('/reveals', { scenario: 'revealed' });
    const entries = within(await screen.findByRole('list', { name: 'Reveals, newest first' }));
    expect(entries.getAllByRole('listitem')).toHaveLength(4);
    expect(entries.getAllByText('You')).toHaveLength(3);
    expect(entries.getByText('Member cd4711')).toBeVisible();
    expect(entries.getByText(/Checking a doubtful address/)).toBeVisible();
    expect(entries.getByText('Note erased with the shop’s data')).toBeVisible();
  });
});

describe('disconnecting a shop', () => {
  it('asks for the name, says what becomes of the data, and offers to reconnect', async () => {
    const { user, world } = openApp('/shops');
    await user.click(await screen.findByRole('button', { name: 'Disconnect Northwind Candle Co' }));
    expect(screen.getByText(/gives the authorization back to TikTok Shop/)).toBeVisible();
    const name = screen.getByLabelText(/To confirm, type the shop’s name/);
    await user.type(name, 'Northwind');
    await user.click(screen.getByRole('button', { name: 'Disconnect the shop' }));
    expect(screen.getByText(/not the shop’s name/)).toBeVisible();
    expect(world.shops[0]?.shop.state).toBe('connected');

    await user.clear(name);
    await user.type(name, 'Northwind Candle Co');
    await user.click(screen.getByRole('button', { name: 'Disconnect the shop' }));
    expect(await screen.findByText(/is deleted on/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Reconnect' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Sync now' })).not.toBeInTheDocument();
  });

  it('leaves the shop’s orders to be read, and says until when', async () => {
    openApp(list, { scenario: 'disconnected' });
    expect(await screen.findByText(/You disconnected this shop on/)).toBeVisible();
    expect(await screen.findByText(/10 orders on this page/)).toBeVisible();
  });

  it('is told before the authorization ends, with one click to renew it', async () => {
    const { user, world } = openApp('/shops', {
      scenario: 'ending',
      arrange: (each) => {
        each.authorizeUrl = `${window.location.origin}/#there`;
      },
    });
    expect(await screen.findByText(/in 6 days\. Renew it before then/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Renew at TikTok Shop' }));
    await waitFor(() =>
      expect(world.calls.at(-1)).toMatchObject({
        path: '/api/connections/authorizations',
        body: { region: 'US' },
      }),
    );
  });
});

describe('what keeps orders from being in step', () => {
  it.each([
    ['throttled', /asked SellerKit to slow down.*goes on by itself.*as of/],
    ['inactive', /this shop is not active.*Seller Center.*as of/],
    ['our-fault', /does not work on our side.*tried again by itself.*as of/],
    ['stale', /does not answer right now.*keeps trying.*as of/],
    ['missing-scope', /permission to read orders was not granted.*until you reconnect/],
    ['unreadable', /3 orders of the first import could not be read/],
  ] as const)('is told with what comes next: %s', async (scenario, words) => {
    const { container } = openApp(list, { scenario });
    await waitFor(() => expect(container.textContent).toMatch(words));
  });
});
