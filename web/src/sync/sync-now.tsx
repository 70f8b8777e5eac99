import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, asApiError, call, type Shop } from '../api/client';
import { syncQuery } from '../api/queries';
import { t } from '../text/en';
import { errorSentence } from '../ui/states';
import { toast } from '../ui/toasts';

/** Asks for changes now, of one stream or of all; what comes back is shown by the streams themselves. */
export function useSyncNow(shop: Pick<Shop, 'id'>, said: string, stream?: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      call(
        api.POST('/api/shops/{shopId}/sync', {
          params: { path: { shopId: shop.id } },
          ...(stream ? { body: { stream } } : {}),
        }),
      ),
    onSuccess: (sync) => {
      queryClient.setQueryData(syncQuery(shop.id).queryKey, sync);
      void queryClient.invalidateQueries({ queryKey: ['orders', shop.id] });
      toast(said);
    },
    onError: (thrown) => {
      const { code, problem } = asApiError(thrown);
      if (code === 'sync-too-soon') toast(t.shops.tooSoon(problem?.retryAfterSeconds ?? 30));
      else if (code === 'sync-already-running') toast(t.shops.alreadyRunning);
      else if (code === 'sync-reconnect-needed' || code === 'shop-disconnected')
        toast(t.shops.syncReconnect, 'error');
      else toast(`${t.shops.syncFailed} ${errorSentence(thrown)}`, 'error');
    },
  });
}
