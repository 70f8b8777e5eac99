import { keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError, api, asApiError, call, type ShopSync } from './client';

/** Which orders a page shows. Moments are RFC 3339; a search stands alone. */
export interface OrderQuery {
  status?: string;
  from?: string;
  to?: string;
  q?: string;
  cursor?: string;
}

const RETRIES_MAX = 2;

export const createQueryClient = (): QueryClient => {
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < RETRIES_MAX && asApiError(error).passing,
        retryDelay: (attempt) => Math.min(800 * 2 ** attempt, 5_000),
        throwOnError: false,
      },
      mutations: { retry: false },
    },
  });
  queryClient.getQueryCache().subscribe((event) => {
    // New terms may come into force while somebody works: then the gate has to appear.
    if (event.type !== 'updated' || event.action.type !== 'error') return;
    const error = event.action.error;
    if (error instanceof ApiError && error.code === 'terms-required') {
      void queryClient.invalidateQueries({ queryKey: ['me'] });
    }
  });
  return queryClient;
};

export const meQuery = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => call(api.GET('/api/me', { signal })),
    staleTime: 300_000,
  });

export const termsQuery = () =>
  queryOptions({
    queryKey: ['terms'],
    queryFn: ({ signal }) => call(api.GET('/api/terms', { signal })),
    staleTime: 600_000,
  });

export const permissionsQuery = () =>
  queryOptions({
    queryKey: ['permissions'],
    queryFn: ({ signal }) => call(api.GET('/api/permissions', { signal })),
    staleTime: 600_000,
  });

export const connectionsQuery = () =>
  queryOptions({
    queryKey: ['connections'],
    queryFn: async ({ signal }) => (await call(api.GET('/api/connections', { signal }))).connections,
    staleTime: 30_000,
  });

export const shopsQuery = () =>
  queryOptions({
    queryKey: ['shops'],
    queryFn: async ({ signal }) => (await call(api.GET('/api/shops', { signal }))).shops,
    staleTime: 60_000,
  });

/** How long until the next look: often while something moves, seldom when nobody watches. */
export const pollMillis = (sync: ShopSync | undefined, hidden: boolean): number => {
  const moving = sync?.streams.some(
    (stream) => stream.state === 'waiting' || stream.state === 'importing' || stream.runningNow,
  );
  if (moving) return hidden ? 15_000 : 2_000;
  return 30_000;
};

export const syncQuery = (shopId: string) =>
  queryOptions({
    queryKey: ['sync', shopId],
    queryFn: ({ signal }) =>
      call(api.GET('/api/shops/{shopId}/sync', { params: { path: { shopId } }, signal })),
    staleTime: 1_000,
    refetchInterval: (query) => pollMillis(query.state.data, document.hidden),
  });

export const certificatesQuery = (shopId: string) =>
  queryOptions({
    queryKey: ['certificates', shopId],
    queryFn: ({ signal }) =>
      call(api.GET('/api/shops/{shopId}/sync/certificates', { params: { path: { shopId } }, signal })),
    staleTime: 60_000,
    refetchInterval: 120_000,
  });

export const ordersQuery = (shopId: string, query: OrderQuery) =>
  queryOptions({
    queryKey: ['orders', shopId, query],
    queryFn: ({ signal }) =>
      call(
        api.GET('/api/shops/{shopId}/orders', {
          params: { path: { shopId }, query: { ...query, limit: 50 } },
          signal,
        }),
      ),
    // Another shop's orders must never stand in for this one's while they load.
    placeholderData: (previous, previousQuery) =>
      previousQuery?.queryKey[1] === shopId ? keepPreviousData(previous) : undefined,
    refetchInterval: query.cursor ? false : 30_000,
  });

export const orderQuery = (shopId: string, orderId: string) =>
  queryOptions({
    queryKey: ['order', shopId, orderId],
    queryFn: ({ signal }) =>
      call(
        api.GET('/api/shops/{shopId}/orders/{orderId}', { params: { path: { shopId, orderId } }, signal }),
      ),
    refetchInterval: 30_000,
  });

export const revealsQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: ['reveals', cursor],
    queryFn: ({ signal }) => call(api.GET('/api/reveals', { params: { query: { cursor } }, signal })),
  });
