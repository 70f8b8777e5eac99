import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type ApiError, api, asApiError, type Completion, call } from '../api/client';
import { shopsQuery } from '../api/queries';
import { regionName } from '../lib/locale';
import { useZone } from '../lib/preferences';
import { formatTime } from '../lib/time';
import { t } from '../text/en';
import { Badge } from '../ui/badge';
import { Banner } from '../ui/banner';
import { Button, LinkButton } from '../ui/button';
import { Card } from '../ui/card';
import { cx } from '../ui/cx';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { errorSentence, SupportCode } from '../ui/states';
import { Steps } from '../ui/steps';
import { toast } from '../ui/toasts';

/** Where TikTok Shop's answer ends up: asks what was approved, and lets the seller confirm it by name. */
export default function ConnectReturn() {
  const completion = useQuery({
    queryKey: ['completion'],
    // Repeating the call gives the same completion, so a reload or a retry does no harm.
    queryFn: ({ signal }) => call(api.POST('/api/connections/completions', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: (failures, error) => failures < 2 && asApiError(error).status === 0,
  });

  if (completion.data) return <Confirm completion={completion.data} />;
  if (completion.isError) {
    return <Failed error={asApiError(completion.error)} onRetry={() => completion.refetch()} />;
  }
  return (
    <Page title={t.completion.page} narrow>
      <Steps current={2} />
      <Card className="p-5">
        <p role="status" className="text-ink-2">
          {t.completion.checking}
        </p>
        <Skeleton className="mt-4 h-28 w-full" />
      </Card>
    </Page>
  );
}

function Failed({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const problem = t.connectProblems[error.code];
  const passing = error.passing || error.code === 'connect-platform-unavailable';
  const title = problem?.title ?? t.errors.title;
  return (
    <Page title={title} narrow>
      <div role="alert" className="flex max-w-prose flex-col items-start gap-4">
        <p className="text-ink-2">{problem?.text ?? errorSentence(error)}</p>
        <div className="flex flex-wrap gap-2">
          {passing ? (
            <Button look="primary" onClick={onRetry}>
              {t.common.tryAgain}
            </Button>
          ) : (
            <LinkButton look="primary" href="/connect">
              {t.startAgain}
            </LinkButton>
          )}
          <LinkButton look="quiet" href="/shops">
            {t.toShops}
          </LinkButton>
        </div>
        <SupportCode error={error} />
      </div>
    </Page>
  );
}

function Confirm({ completion }: { completion: Completion }) {
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const zone = useZone();
  const choosable = completion.shops.filter(({ ownership }) => ownership !== 'another-account');
  const [chosen, setChosen] = useState(() => new Set(choosable.map(({ id }) => id)));
  const [missed, setMissed] = useState(false);
  const path = { completionId: completion.id };

  const forget = () => {
    queryClient.removeQueries({ queryKey: ['completion'] });
    return Promise.all([
      queryClient.invalidateQueries({ queryKey: ['shops'] }),
      queryClient.invalidateQueries({ queryKey: ['connections'] }),
    ]);
  };
  const confirm = useMutation({
    mutationFn: () =>
      call(
        api.POST('/api/connections/completions/{completionId}/confirmation', {
          params: { path },
          body: { shopIds: [...chosen] },
        }),
      ),
    onSuccess: (connection) => {
      // The next page shows these shops at once, not only when the list was read again.
      queryClient.setQueryData(shopsQuery().queryKey, (shops = []) => [
        ...shops.filter(({ id }) => !chosen.has(id)),
        ...connection.shops.filter(({ id }) => chosen.has(id)),
      ]);
      navigate(`/connect/progress?${new URLSearchParams({ shops: [...chosen].join(',') })}`, {
        replace: true,
      });
      void forget();
    },
  });
  const cancel = useMutation({
    mutationFn: () => call(api.DELETE('/api/connections/completions/{completionId}', { params: { path } })),
    onSuccess: () => {
      toast(t.completion.cancelled);
      navigate('/shops', { replace: true });
      void forget();
    },
  });
  const busy = confirm.isPending || cancel.isPending;
  const error = confirm.error ?? cancel.error;
  const code = error ? asApiError(error).code : undefined;
  if (error && (code === 'connect-expired' || code === 'connect-nothing-pending')) {
    return <Failed error={asApiError(error)} onRetry={() => undefined} />;
  }

  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
    setMissed(false);
  };

  return (
    <Page title={t.completion.page} narrow>
      <Steps current={2} />
      {completion.origin === 'app-store' && (
        <Banner kind="warn" role="status">
          {t.completion.fromAppStore}
        </Banner>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (busy) return;
          if (chosen.size === 0) setMissed(true);
          else confirm.mutate();
        }}
      >
        <Card padded={false}>
          <p className="px-5 pt-5 text-ink-2">{t.completion.lead(completion.sellerName)}</p>
          <fieldset className="px-5 pt-4 pb-2" disabled={busy}>
            <legend className="sr-only">{t.completion.shops}</legend>
            {completion.shops.map((shop) => {
              const taken = shop.ownership === 'another-account';
              const { label, text } = t.completion.ownership[shop.ownership];
              return (
                <label
                  key={shop.id}
                  className={cx(
                    '-mx-2 flex items-start gap-3 rounded-md p-2',
                    taken ? 'cursor-default' : 'cursor-pointer hover:bg-hover',
                  )}
                >
                  <input
                    type="checkbox"
                    className="mt-0.5"
                    checked={chosen.has(shop.id)}
                    disabled={taken}
                    onChange={() => toggle(shop.id)}
                  />
                  <span className="min-w-0 flex-1">
                    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                      <span className="font-medium">{shop.name}</span>
                      <Badge
                        tone={shop.ownership === 'new' ? 'info' : shop.ownership === 'yours' ? 'pos' : 'warn'}
                      >
                        {label}
                      </Badge>
                    </span>
                    <span className="block text-ink-3 text-sm">
                      {regionName(shop.region)} · {t.completion.sellerTypes[shop.sellerType]} ·{' '}
                      <span className="tabular">{shop.id}</span>
                    </span>
                    <span className="block text-ink-2 text-sm">{text}</span>
                  </span>
                </label>
              );
            })}
          </fieldset>
          {completion.missingScopes.length > 0 && (
            <div className="mx-5 mt-2 rounded-md bg-warn-soft p-4 text-sm">
              <p className="font-medium">{t.completion.missing}</p>
              <ul className="mt-1 list-disc pl-5">
                {completion.missingScopes.map(({ scope, consequence }) => (
                  <li key={scope}>{consequence}</li>
                ))}
              </ul>
              <p className="mt-1 text-ink-2">{t.completion.missingHow}</p>
            </div>
          )}
          <div className="mt-3 flex flex-wrap items-center justify-between gap-3 border-line border-t px-5 py-4">
            <div className="min-w-0 flex-1 basis-60 text-sm">
              {error ? (
                <span role="alert" className="text-neg">
                  {(code && t.connectProblems[code]?.text) ?? errorSentence(error)}{' '}
                  <SupportCode error={error} />
                </span>
              ) : missed ? (
                <span role="alert" className="text-neg">
                  {t.completion.chooseOne}
                </span>
              ) : (
                <span className="text-ink-3 text-xs">
                  {choosable.length === 0
                    ? t.completion.none
                    : t.completion.expires(formatTime(completion.expiresAt, zone))}
                </span>
              )}
            </div>
            <div className="flex flex-wrap gap-2">
              <Button look="quiet" busy={busy} onClick={() => cancel.mutate()}>
                {cancel.isPending ? t.completion.cancelling : t.completion.cancel}
              </Button>
              {choosable.length > 0 && (
                <Button look="primary" type="submit" busy={busy}>
                  {confirm.isPending ? t.completion.connecting : t.completion.connect(chosen.size)}
                </Button>
              )}
            </div>
          </div>
        </Card>
      </form>
    </Page>
  );
}
