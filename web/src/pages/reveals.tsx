import { useQuery } from '@tanstack/react-query';
import { ArrowRight, Eye, SearchX } from 'lucide-react';
import { Link, useSearchParams } from 'wouter';
import { asApiError, type RevealPage } from '../api/client';
import { revealsQuery, shopsQuery } from '../api/queries';
import { useNow } from '../lib/hooks';
import { useZone } from '../lib/preferences';
import { formatMoment, formatMomentFully, formatTime } from '../lib/time';
import { d } from '../text/details';
import { LinkButton } from '../ui/button';
import { Card } from '../ui/card';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { EmptyState, ErrorState } from '../ui/states';

/** Who in the account was shown which buyer's details, when and why. */
export default function Reveals() {
  const [params] = useSearchParams();
  const cursor = params.get('cursor') ?? undefined;
  const zone = useZone();
  const reveals = useQuery(revealsQuery(cursor));
  const page = reveals.data;
  return (
    <Page
      title={d.reveals.page}
      aside={
        page && (
          <span className="text-ink-3 text-xs tabular">
            {d.reveals.asOf(formatTime(new Date(reveals.dataUpdatedAt).toISOString(), zone))}
          </span>
        )
      }
    >
      <p className="-mt-2 max-w-prose text-ink-2">{d.reveals.lead}</p>
      {!page && reveals.isPending && <Skeleton className="h-64 w-full rounded-lg" />}
      {!page && reveals.isError && (
        <Card>
          {asApiError(reveals.error).code === 'bad-cursor' ? (
            <EmptyState
              icon={<SearchX className="size-5" />}
              title={d.reveals.badCursor}
              action={<LinkButton href="/reveals">{d.reveals.newest}</LinkButton>}
            >
              {''}
            </EmptyState>
          ) : (
            <ErrorState error={reveals.error} onRetry={() => reveals.refetch()} />
          )}
        </Card>
      )}
      {page?.reveals.length === 0 && (
        <Card>
          <EmptyState icon={<Eye className="size-5" />} title={d.reveals.emptyTitle}>
            {d.reveals.emptyText}
          </EmptyState>
        </Card>
      )}
      {page && page.reveals.length > 0 && (
        <Card padded={false} className="min-w-0 overflow-clip" label={d.reveals.caption}>
          <ol aria-label={d.reveals.caption} className="divide-y divide-line">
            {page.reveals.map((reveal) => (
              <Entry key={reveal.id} reveal={reveal} zone={zone} />
            ))}
          </ol>
          {(page.older || cursor) && (
            <nav
              aria-label={d.reveals.paging}
              className="flex min-h-14 items-center justify-end gap-2 border-line border-t px-4 py-3"
            >
              {cursor && <LinkButton href="/reveals">{d.reveals.newest}</LinkButton>}
              {page.older && (
                <LinkButton href={`/reveals?cursor=${encodeURIComponent(page.older)}`}>
                  {d.reveals.older}
                  <ArrowRight aria-hidden="true" className="size-4" />
                </LinkButton>
              )}
            </nav>
          )}
        </Card>
      )}
    </Page>
  );
}

function Entry({ reveal, zone }: { reveal: RevealPage['reveals'][number]; zone: string }) {
  const now = useNow();
  const shop = useQuery(shopsQuery()).data?.find(({ id }) => id === reveal.shopId);
  return (
    <li className="flex flex-wrap items-baseline gap-x-6 gap-y-1 px-4 py-3 text-sm">
      <time
        dateTime={reveal.at}
        title={formatMomentFully(reveal.at, zone)}
        className="w-36 flex-none text-ink-2 tabular"
      >
        {formatMoment(reveal.at, zone, now)}
      </time>
      <span className="w-32 flex-none font-medium" title={reveal.personId}>
        {reveal.you ? d.reveals.you : d.reveals.member(reveal.personId)}
      </span>
      <span className="min-w-0 flex-1 basis-60">
        {d.reveal.reasons[reveal.reason]}
        {(reveal.note || reveal.noted) && (
          <span className="block text-ink-3 text-xs break-words">{reveal.note ?? d.reveals.noteErased}</span>
        )}
      </span>
      <span className="min-w-0">
        <Link
          href={`/shops/${reveal.shopId}/orders/${reveal.orderId}`}
          className="rounded-sm text-accent-ink tabular underline-offset-4 hover:underline"
        >
          {reveal.orderId}
        </Link>
        {shop && <span className="block text-ink-3 text-xs">{shop.name}</span>}
      </span>
    </li>
  );
}
