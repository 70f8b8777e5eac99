import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, asApiError, call, type Me } from '../api/client';
import { meQuery, termsQuery } from '../api/queries';
import { signOut } from '../auth/session';
import { formatDay } from '../lib/time';
import { LegalDocuments } from '../shell/documents';
import { Frame } from '../shell/frame';
import { t } from '../text/en';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { usePageHeading } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { ErrorState, errorSentence, SupportCode } from '../ui/states';

/** Stands before everything until the terms in force are accepted. */
export default function TermsGate({ me }: { me: Me }) {
  const [refused, setRefused] = useState(false);
  return refused ? (
    <Refused me={me} onBack={() => setRefused(false)} />
  ) : (
    <Gate me={me} onRefuse={() => setRefused(true)} />
  );
}

function Gate({ me, onRefuse }: { me: Me; onRefuse: () => void }) {
  const queryClient = useQueryClient();
  const terms = useQuery(termsQuery());
  const [adult, setAdult] = useState(false);
  const [missing, setMissing] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const { accepted, lastUpdated } = me.terms;
  const title = accepted ? t.terms.newTitle : t.terms.gateTitle;
  const heading = usePageHeading(title);

  const accept = useMutation({
    mutationFn: (version: string) =>
      call(api.POST('/api/terms/acceptance', { body: { version, adult: true } })),
    onSuccess: (fresh) => queryClient.setQueryData(meQuery().queryKey, fresh),
    onError: (error) => {
      if (asApiError(error).code !== 'terms-outdated') return;
      setAdult(false);
      void queryClient.invalidateQueries({ queryKey: ['terms'] });
      void queryClient.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const code = accept.isError ? asApiError(accept.error).code : undefined;

  const submit = () => {
    if (!adult) {
      setMissing(true);
      box.current?.focus();
      return;
    }
    if (terms.data) accept.mutate(terms.data.version);
  };

  const bar = (
    <form
      aria-label={t.terms.accept}
      className="sticky bottom-0 z-10 mt-4 border-line border-t bg-surface"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="mx-auto flex max-w-4xl flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3 lg:px-6">
        <div className="min-w-0 flex-1 basis-72">
          <label className="flex min-h-6 w-fit cursor-pointer items-center gap-2.5 font-medium text-sm">
            <input
              ref={box}
              type="checkbox"
              checked={adult}
              aria-invalid={missing && !adult}
              aria-describedby="adult-hint"
              onChange={(event) => setAdult(event.target.checked)}
            />
            {t.terms.adult}
          </label>
          <p id="adult-hint" className="mt-0.5 text-xs">
            {missing && !adult ? (
              <span role="alert" className="text-neg">
                {t.terms.adultNeeded}
              </span>
            ) : accept.isError && code !== 'terms-outdated' ? (
              <span role="alert" className="text-neg">
                {code === 'must-be-adult' ? t.terms.adultNeeded : errorSentence(accept.error)}{' '}
                <SupportCode error={accept.error} />
              </span>
            ) : (
              <span className="text-ink-3">{t.terms.acceptExplained}</span>
            )}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button look="quiet" onClick={onRefuse}>
            {t.terms.refuse}
          </Button>
          <Button look="primary" type="submit" busy={accept.isPending}>
            {t.terms.accept}
          </Button>
        </div>
      </div>
    </form>
  );

  return (
    <Frame bar={terms.data && bar}>
      <div className="flex flex-col gap-4 px-4 pt-8 lg:px-6">
        <div>
          <h1 ref={heading} tabIndex={-1} className="font-semibold text-2xl">
            {title}
          </h1>
          <p className="mt-1 text-pretty text-ink-2">
            {accepted ? t.terms.newLead(accepted.version, formatDay(lastUpdated, 'UTC')) : t.terms.gateLead}
          </p>
        </div>
        {code === 'terms-outdated' && (
          <Banner kind="info" role="alert">
            {t.terms.outdated}
          </Banner>
        )}
        {terms.data && <LegalDocuments terms={terms.data} />}
        {terms.isPending && <Skeleton className="h-96 w-full rounded-lg" />}
        {terms.isError && <ErrorState error={terms.error} onRetry={() => terms.refetch()} />}
      </div>
    </Frame>
  );
}

function Refused({ me, onBack }: { me: Me; onBack: () => void }) {
  const heading = usePageHeading(t.terms.refusedTitle);
  return (
    <Frame>
      <div className="mx-auto flex max-w-md flex-col items-start gap-4 px-4 py-16">
        <h1 ref={heading} tabIndex={-1} className="font-semibold text-xl">
          {t.terms.refusedTitle}
        </h1>
        <p role="status" className="text-ink-2">
          {me.account ? t.terms.refusedExisting : t.terms.refusedNew}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button look="primary" onClick={() => signOut()}>
            {t.common.signOut}
          </Button>
          <Button look="quiet" onClick={onBack}>
            {t.terms.readAgain}
          </Button>
        </div>
      </div>
    </Frame>
  );
}
