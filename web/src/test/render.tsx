import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import { Router } from 'wouter';
import { type Scenario, World } from '../../mock/world';
import { createQueryClient } from '../api/queries';
import { App } from '../app';
import { setSessionForTest } from '../auth/session';
import { server } from './network';

/** Smaller than the real page: what is tested does not depend on it, and the tests run faster. */
export const PAGE_SIZE = 10;
export const US_SHOP = '7495000000000000001';

/** The whole application at an address, signed in to a pretended interface. */
export function openApp(
  path: string,
  {
    scenario = 'ready',
    signedIn = true,
    arrange,
  }: { scenario?: Scenario; signedIn?: boolean; arrange?: (world: World) => void } = {},
) {
  const world = new World(scenario);
  world.pageSize = PAGE_SIZE;
  arrange?.(world);
  server.use(http.all('*/api/*', ({ request }) => world.handle(request)));
  window.history.replaceState(null, '', path);
  if (signedIn) {
    setSessionForTest(
      { status: 'signed-in', email: 'ada@sellerkit.example' },
      { accessToken: 'token-1', refreshToken: 'refresh-1', expiresAt: Date.now() + 3_600_000 },
    );
  } else {
    setSessionForTest({ status: 'signed-out' });
  }
  const queryClient = createQueryClient();
  queryClient.setDefaultOptions({ queries: { ...queryClient.getDefaultOptions().queries, retryDelay: 1 } });
  const view = render(
    <QueryClientProvider client={queryClient}>
      <Router>
        <App />
      </Router>
    </QueryClientProvider>,
  );
  return { world, user: userEvent.setup(), queryClient, ...view };
}
