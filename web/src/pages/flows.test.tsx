import { screen, waitFor, within } from '@testing-library/react';
import { delay, HttpResponse, http } from 'msw';
import { describe, expect, it } from 'vitest';
import { session } from '../auth/session';
import { server } from '../test/network';
import { openApp, US_SHOP } from '../test/render';
import { t } from '../text/en';

const posts = (calls: { method: string; path: string; body: unknown }[], path: string) =>
  calls.filter((call) => call.method !== 'GET' && call.path.includes(path));

describe('signed out', () => {
  it('says what SellerKit is and how to begin', async () => {
    openApp('/', { signedIn: false });
    expect(await screen.findByRole('heading', { level: 1, name: t.landing.heading })).toBeVisible();
    expect(screen.getAllByRole('button', { name: 'Sign in' })[0]).toBeVisible();
    expect(screen.getByRole('button', { name: 'Create account' })).toBeVisible();
    expect(screen.getByRole('link', { name: t.landing.terms })).toHaveAttribute('href', '/terms');
  });

  it('lets everybody read the terms and the privacy policy', async () => {
    openApp('/terms', { signedIn: false });
    expect(await screen.findByRole('heading', { name: 'Privacy policy' })).toBeVisible();
    expect(screen.getAllByText(/Last updated/)).toHaveLength(2);
  });

  it('says when there is no such page', async () => {
    openApp('/nothing', { signedIn: false });
    expect(await screen.findByRole('heading', { name: t.notFound.title })).toBeVisible();
  });
});

describe('an address without a shop', () => {
  it('leads to the orders of the shop that was used last', async () => {
    openApp('/orders');
    expect(await screen.findByRole('heading', { level: 1, name: t.orders.page })).toBeVisible();
    expect(location.pathname).toBe(`/shops/${US_SHOP}/orders`);
  });
});

describe('the terms', () => {
  it('stand before everything, need the age, and open the way when accepted', async () => {
    const { user, world } = openApp('/', { scenario: 'new' });
    const accept = await screen.findByRole('button', { name: t.terms.accept });
    await user.click(accept);
    expect(screen.getByText(t.terms.adultNeeded)).toBeVisible();
    expect(screen.getByRole('checkbox')).toHaveFocus();
    expect(posts(world.calls, 'acceptance')).toHaveLength(0);

    await user.click(screen.getByRole('checkbox', { name: t.terms.adult }));
    await user.click(accept);
    expect(await screen.findByRole('heading', { name: t.connect.title })).toBeVisible();
    expect(posts(world.calls, 'acceptance')[0]?.body).toEqual({ version: '2026-11-01', adult: true });
  });

  it('store nothing when refused, and say so', async () => {
    const { user, world } = openApp('/', { scenario: 'new' });
    await user.click(await screen.findByRole('button', { name: t.terms.refuse }));
    expect(screen.getByText(t.terms.refusedNew)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Sign out' })).toBeVisible();
    expect(posts(world.calls, '')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: t.terms.readAgain }));
    expect(await screen.findByRole('button', { name: t.terms.accept })).toBeVisible();
  });

  it('are shown again when a newer version appeared meanwhile', async () => {
    const { user, world } = openApp('/', { scenario: 'new' });
    await user.click(await screen.findByRole('checkbox'));
    world.terms = { ...world.terms, version: '2026-12-01' };
    await user.click(screen.getByRole('button', { name: t.terms.accept }));
    expect(await screen.findByText(t.terms.outdated)).toBeVisible();
    expect((await screen.findAllByText(/Version 2026-12-01/))[0]).toBeVisible();
    expect(screen.getByRole('checkbox')).not.toBeChecked();
  });

  it('appear when they come into force while somebody works', async () => {
    const { world, user } = openApp('/shops');
    expect(await screen.findByRole('heading', { name: 'Shops' })).toBeVisible();
    world.problem('GET /api/shops/:id/orders', 'terms-required', 403);
    world.me = { ...world.me, terms: { ...world.me.terms, required: true } };
    await user.click(await screen.findByRole('link', { name: 'Orders' }));
    expect(await screen.findByRole('heading', { name: t.terms.newTitle })).toBeVisible();
  });
});

describe('connecting', () => {
  it('says what is read, asks for the region and leaves for TikTok Shop', async () => {
    const { user, world } = openApp('/connect', {
      scenario: 'no-shops',
      // The pretended browser can only go to a place on the same page.
      arrange: (world) => {
        world.authorizeUrl = `${window.location.origin}/connect#approve`;
      },
    });
    expect(await screen.findByText('Your authorized shops')).toBeVisible();
    expect(screen.getByRole('heading', { name: t.connect.never })).toBeVisible();
    await user.click(screen.getByRole('radio', { name: /Everywhere else/ }));
    await user.click(screen.getByRole('button', { name: t.connect.begin }));
    await waitFor(() => expect(posts(world.calls, 'authorizations')[0]?.body).toEqual({ region: 'ROW' }));
    expect(await screen.findByRole('button', { name: t.connect.beginning })).toBeVisible();
    expect(window.location.hash).toBe('#approve');
  });
});

describe('coming back from TikTok Shop', () => {
  it('confirms shops by name and never offers one of another account', async () => {
    const { user, world } = openApp('/connect/return', { scenario: 'returned' });
    const taken = await screen.findByRole('checkbox', { name: /Akari Home/ });
    expect(taken).toBeDisabled();
    expect(screen.getByRole('checkbox', { name: /Lumen & Loom/ })).toBeChecked();
    await user.click(screen.getByRole('checkbox', { name: /Hafenlicht/ }));
    // The list of shops is read again slowly: the next page must not take the old, empty one for the truth.
    server.use(
      http.get('*/api/shops', async ({ request }) => {
        await delay(300);
        return world.handle(request);
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Connect 1 shop' }));
    expect(await screen.findByRole('heading', { name: t.progress.title })).toBeVisible();
    expect(posts(world.calls, 'confirmation')[0]?.body).toEqual({ shopIds: ['7495000000000000012'] });
    expect(window.location.pathname).toBe('/connect/progress');
  });

  it('asks for at least one shop', async () => {
    const { user } = openApp('/connect/return', { scenario: 'returned' });
    await user.click(await screen.findByRole('checkbox', { name: /Lumen & Loom/ }));
    await user.click(screen.getByRole('checkbox', { name: /Hafenlicht/ }));
    await user.click(screen.getByRole('button', { name: 'Connect 0 shops' }));
    expect(screen.getByRole('alert')).toHaveTextContent(t.completion.chooseOne);
  });

  it('destroys what was handed over when cancelled', async () => {
    const { user, world } = openApp('/connect/return', { scenario: 'returned' });
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText(t.completion.cancelled)).toBeVisible();
    expect(world.calls.some(({ method }) => method === 'DELETE')).toBe(true);
  });

  it('names the permissions that were not granted and what stays off', async () => {
    openApp('/connect/return', {
      scenario: 'returned',
      arrange: (world) => {
        if (world.completion)
          world.completion.missingScopes = [{ scope: 'seller.order.info', consequence: 'Orders stay off.' }];
      },
    });
    expect(await screen.findByText('Orders stay off.')).toBeVisible();
  });

  it('warns when the installation did not begin here', async () => {
    openApp('/connect/return', {
      scenario: 'returned',
      arrange: (world) => {
        if (world.completion) world.completion.origin = 'app-store';
      },
    });
    expect(await screen.findByText(t.completion.fromAppStore)).toBeVisible();
  });

  const codes = Object.keys(t.connectProblems);
  it.each(codes)('has its own sentence and a way on for %s', async (code) => {
    const status = code === 'connect-platform-unavailable' ? 503 : 409;
    openApp('/connect/return', {
      scenario: 'no-shops',
      arrange: (world) => world.problem('POST /api/connections/completions', code, status),
    });
    expect(
      await screen.findByRole('heading', { level: 1, name: t.connectProblems[code]?.title }),
    ).toBeVisible();
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent(t.connectProblems[code]?.text ?? '-');
    if (status === 503) expect(within(alert).getByRole('button', { name: 'Try again' })).toBeVisible();
    else expect(within(alert).getByRole('link', { name: t.startAgain })).toHaveAttribute('href', '/connect');
  });
});

describe('the first import', () => {
  it('counts honestly and then leads to the orders', async () => {
    const { world } = openApp('/connect/progress', { scenario: 'importing' });
    expect(await screen.findByText(/1,240 of 2,000 orders/)).toBeVisible();
    expect(screen.getByText(/about .* left/)).toBeVisible();
    expect(screen.getByRole('progressbar', { name: 'Import of Northwind Candle Co' })).toHaveAttribute(
      'value',
      '62',
    );
    for (let step = 0; step < 12; step += 1) world.advance();
    expect(await screen.findByRole('heading', { name: t.progress.doneTitle })).toBeVisible();
    expect(screen.getByText('Northwind Candle Co: import finished')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: t.progress.toOrders })).toHaveAttribute(
      'href',
      `/shops/${US_SHOP}/orders`,
    );
  });
});

describe('the shops page', () => {
  it('shows what is connected, where the data lives and how current it is', async () => {
    openApp('/shops', { scenario: 'many' });
    expect(await screen.findByRole('heading', { name: 'Akari Home' })).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Authorized by Loom Holdings' })).toBeVisible();
    expect(screen.getAllByText('Singapore')).toHaveLength(3);
    await waitFor(() => expect(screen.getAllByText('In step')).toHaveLength(4));
  });

  it('asks for a sync and says when that was too soon', async () => {
    const { user, world } = openApp('/shops');
    await user.click(await screen.findByRole('button', { name: 'Sync now' }));
    expect(await screen.findByText(t.shops.syncAsked('Northwind Candle Co'))).toBeVisible();
    world.problem('POST /api/shops/:id/sync', 'sync-too-soon', 429, 'req-1', { retryAfterSeconds: 41 });
    await user.click(screen.getByRole('button', { name: 'Sync now' }));
    expect(await screen.findByText(/Try again in 41 seconds/)).toBeVisible();
  });

  it('offers to connect the first shop', async () => {
    openApp('/shops', { scenario: 'no-shops' });
    expect(await screen.findByRole('heading', { name: t.shops.emptyTitle })).toBeVisible();
  });
});

describe('a refused token', () => {
  it('is renewed once and the call repeated', async () => {
    const { world } = openApp('/shops');
    await screen.findByRole('heading', { name: 'Shops' });
    const tokens: string[] = [];
    server.use(
      http.get('*/config.json', () =>
        HttpResponse.json({
          authority: 'https://issuer.example.com',
          clientId: 'web',
          scope: 'openid',
          logoutUrl: 'https://issuer.example.com/logout',
          region: 'local',
        }),
      ),
      http.get('https://issuer.example.com/.well-known/openid-configuration', () =>
        HttpResponse.json({
          issuer: 'https://issuer.example.com',
          authorization_endpoint: 'https://issuer.example.com/authorize',
          token_endpoint: 'https://issuer.example.com/token',
        }),
      ),
      http.post('https://issuer.example.com/token', async ({ request }) => {
        const form = new URLSearchParams(await request.text());
        expect(form.get('refresh_token')).toBe('refresh-1');
        return HttpResponse.json({ access_token: 'token-2', refresh_token: 'refresh-2', expires_in: 300 });
      }),
      http.get('*/api/permissions', ({ request }) => {
        tokens.push(request.headers.get('authorization') ?? '');
        return tokens.length === 1
          ? HttpResponse.json(
              { code: 'unauthorized', status: 401, title: '', type: 'about:blank' },
              { status: 401 },
            )
          : world.handle(request);
      }),
    );
    const { api, call } = await import('../api/client');
    await expect(call(api.GET('/api/permissions'))).resolves.toHaveProperty('never');
    expect(tokens).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(session().status).toBe('signed-in');
  });
});
