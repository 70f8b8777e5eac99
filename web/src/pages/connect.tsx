import { useQuery } from '@tanstack/react-query';
import { Ban, Check, ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { permissionsQuery } from '../api/queries';
import { type AuthorizationRegion, useAuthorization } from '../shell/authorize';
import { t } from '../text/en';
import { Badge } from '../ui/badge';
import { Banner } from '../ui/banner';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { cx } from '../ui/cx';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { errorSentence, SupportCode } from '../ui/states';
import { Steps } from '../ui/steps';

/** The first step of connecting: which TikTok Shop, and what will be read there. */
export default function Connect() {
  const [params] = useSearchParams();
  const [region, setRegion] = useState<AuthorizationRegion>(params.get('region') === 'ROW' ? 'ROW' : 'US');
  const begin = useAuthorization();

  return (
    <Page title={t.connect.page} heading={t.connect.title}>
      <Steps current={0} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card className="p-5">
          <p className="max-w-prose text-ink-2">{t.connect.lead}</p>
          <form
            className="mt-5"
            onSubmit={(event) => {
              event.preventDefault();
              if (!begin.isPending && !begin.isSuccess) begin.mutate(region);
            }}
          >
            <fieldset aria-describedby="region-hint">
              <legend className="font-medium">{t.connect.region}</legend>
              <p id="region-hint" className="mt-0.5 text-ink-3 text-sm">
                {t.connect.regionHint}
              </p>
              <div className="mt-3 grid gap-2 sm:grid-cols-2">
                {(['US', 'ROW'] as const).map((each) => (
                  <label
                    key={each}
                    className={cx(
                      'flex cursor-pointer gap-3 rounded-md border p-3 has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2',
                      each === region ? 'border-accent bg-accent-soft' : 'border-edge hover:bg-hover',
                    )}
                  >
                    <input
                      type="radio"
                      name="region"
                      value={each}
                      checked={each === region}
                      onChange={() => setRegion(each)}
                      className="mt-0.5 outline-none"
                    />
                    <span>
                      <span className="block font-medium">{t.connect.regions[each].name}</span>
                      <span className="block text-ink-2 text-sm">{t.connect.regions[each].hint}</span>
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
            {begin.isError && (
              <div className="mt-4">
                <Banner kind="neg" role="alert">
                  {t.connectProblems[begin.error.message]?.text ?? errorSentence(begin.error)}{' '}
                  <SupportCode error={begin.error} />
                </Banner>
              </div>
            )}
            <div className="mt-5">
              <Button
                look="primary"
                type="submit"
                busy={begin.isPending || begin.isSuccess}
                icon={<ExternalLink aria-hidden="true" className="size-4" />}
              >
                {begin.isPending || begin.isSuccess ? t.connect.beginning : t.connect.begin}
              </Button>
            </div>
          </form>
        </Card>
        <PermissionList />
      </div>
    </Page>
  );
}

/** What is read and why, and what never happens. */
function PermissionList() {
  const permissions = useQuery(permissionsQuery());
  if (permissions.isError) {
    return (
      <Card>
        <p className="text-ink-2">{t.connect.permissionsFailed}</p>
        <Button className="mt-3" onClick={() => permissions.refetch()}>
          {t.common.tryAgain}
        </Button>
      </Card>
    );
  }
  return (
    <Card padded={false}>
      <div className="p-5">
        <h2 className="font-semibold text-lg">{t.connect.whatWeRead}</h2>
        {permissions.isPending && <Skeleton className="mt-3 h-36 w-full" />}
        <ul className="mt-3 flex flex-col gap-4">
          {permissions.data?.permissions.map((permission) => (
            <li key={permission.scope} className="flex gap-3">
              <Check aria-hidden="true" className="mt-0.5 size-4 flex-none text-pos" />
              <div className="min-w-0">
                <div className="flex flex-wrap items-center gap-2">
                  <span className="font-medium">{permission.title}</span>
                  <Badge tone={permission.required ? 'info' : 'neutral'}>
                    {permission.required ? t.connect.required : t.connect.optional}
                  </Badge>
                </div>
                <p className="mt-0.5 text-ink-2 text-sm">{permission.usedFor}</p>
              </div>
            </li>
          ))}
        </ul>
      </div>
      {permissions.data && permissions.data.never.length > 0 && (
        <div className="border-line border-t p-5">
          <h2 className="font-semibold text-lg">{t.connect.never}</h2>
          <ul className="mt-3 flex flex-col gap-2">
            {permissions.data.never.map((sentence) => (
              <li key={sentence} className="flex gap-3 text-ink-2 text-sm">
                <Ban aria-hidden="true" className="mt-0.5 size-4 flex-none text-ink-3" />
                {sentence}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}
