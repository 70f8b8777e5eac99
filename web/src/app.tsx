import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { asApiError } from './api/client';
import { meQuery, shopsQuery } from './api/queries';
import { signIn, signInAgain, signOut, useSession } from './auth/session';
import { loadOrReload } from './lib/outdated';
import { Landing } from './pages/landing';
import { lastShop } from './shell/current-shop';
import { Frame } from './shell/frame';
import { pages } from './shell/pages';
import { PageSkeleton, Shell } from './shell/shell';
import { t } from './text/en';
import { Button } from './ui/button';
import { CrashBoundary } from './ui/crash';
import { usePageHeading } from './ui/page';
import { ErrorState } from './ui/states';
import { Toasts } from './ui/toasts';

const Orders = lazy(() => loadOrReload(pages.orders));
const Order = lazy(() => loadOrReload(pages.order));
const Reveals = lazy(() => loadOrReload(pages.reveals));
const Sync = lazy(() => loadOrReload(pages.sync));
const Shops = lazy(() => loadOrReload(pages.shops));
const Connect = lazy(() => loadOrReload(pages.connect));
const ConnectReturn = lazy(() => loadOrReload(pages.connectReturn));
const ConnectProgress = lazy(() => loadOrReload(pages.connectProgress));
const Terms = lazy(() => loadOrReload(pages.terms));
const TermsGate = lazy(() => loadOrReload(pages.termsGate));
const NotFound = lazy(() => loadOrReload(pages.notFound));

/** Everything, by who is using it. */
export function App() {
  return (
    <CrashBoundary>
      <Suspense fallback={<Waiting text={t.common.loading} />}>
        <BySession />
      </Suspense>
      <Toasts />
    </CrashBoundary>
  );
}

function BySession() {
  const session = useSession();
  switch (session.status) {
    case 'starting':
      return <Waiting text={t.signIn.returning} />;
    case 'leaving':
      return <Waiting text={t.signIn.leaving} />;
    case 'failed':
      return <SignInFailed reason={session.reason} />;
    case 'signed-out':
      return <SignedOut />;
    case 'signed-in':
      return <SignedIn />;
  }
}

function SignedOut() {
  return (
    <Switch>
      <Route path="/" component={Landing} />
      <Route path="/terms">
        <Frame>
          <Terms />
        </Frame>
      </Route>
      <Route path="/connect" nest component={SendToSignIn} />
      <Route path="/shops" nest component={SendToSignIn} />
      <Route path="/orders" component={SendToSignIn} />
      <Route path="/reveals" component={SendToSignIn} />
      <Route path="/signin">
        <Redirect to="/" replace />
      </Route>
      <Route>
        <Frame>
          <NotFound />
        </Frame>
      </Route>
    </Switch>
  );
}

/** A page that needs somebody: off to the issuer and back to this very address. */
function SendToSignIn() {
  useEffect(() => signInAgain(), []);
  return <Waiting text={t.signIn.leaving} />;
}

function SignedIn() {
  const me = useQuery(meQuery());
  if (me.data?.terms.required) return <TermsGate me={me.data} />;
  if (me.data) {
    return (
      <Shell>
        <Suspense fallback={<PageSkeleton />}>
          <Switch>
            <Route path="/" component={Home} />
            <Route path="/orders" component={Home} />
            <Route path="/shops" component={Shops} />
            <Route path="/shops/:shopId/orders">
              {({ shopId }) => <Orders key={shopId} shopId={shopId} />}
            </Route>
            <Route path="/shops/:shopId/orders/:orderId">
              {({ shopId, orderId }) => (
                <Order key={`${shopId}/${orderId}`} shopId={shopId} orderId={orderId} />
              )}
            </Route>
            <Route path="/shops/:shopId/sync">{({ shopId }) => <Sync key={shopId} shopId={shopId} />}</Route>
            <Route path="/reveals" component={Reveals} />
            <Route path="/connect" component={Connect} />
            <Route path="/connect/return" component={ConnectReturn} />
            <Route path="/connect/progress" component={ConnectProgress} />
            <Route path="/terms" component={Terms} />
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </Shell>
    );
  }
  if (me.isError) {
    return (
      <Frame>
        <ErrorState error={me.error} onRetry={() => me.refetch()} />
        {!asApiError(me.error).passing && (
          <div className="flex justify-center">
            <Button look="quiet" onClick={() => signOut()}>
              {t.common.signOut}
            </Button>
          </div>
        )}
      </Frame>
    );
  }
  return <Waiting text={t.common.loading} />;
}

/** The start page of somebody signed in: the orders of the shop last looked at, or the first steps. */
function Home() {
  const shops = useQuery(shopsQuery());
  if (shops.data) {
    const shop = shops.data.find(({ id }) => id === lastShop()) ?? shops.data[0];
    return <Redirect to={shop ? `/shops/${shop.id}/orders` : '/connect'} replace />;
  }
  if (shops.isError) return <ErrorState error={shops.error} onRetry={() => shops.refetch()} />;
  return <PageSkeleton />;
}

function SignInFailed({ reason }: { reason: keyof typeof t.signIn.failures }) {
  const { title, text } = t.signIn.failures[reason];
  const heading = usePageHeading(title);
  const [path, navigate] = useLocation();
  // The callback's own address says nothing to come back to.
  const returnTo = path === '/signin' ? '/' : undefined;
  return (
    <Frame>
      <div className="mx-auto flex max-w-md flex-col items-start gap-4 py-16">
        <h1 ref={heading} tabIndex={-1} className="font-semibold text-xl">
          {title}
        </h1>
        <p className="text-ink-2">{text}</p>
        <div className="flex flex-wrap gap-2">
          <Button look="primary" onClick={() => signIn({ returnTo })}>
            {t.signIn.again}
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              navigate('/', { replace: true });
              void signOut();
            }}
          >
            {t.signIn.toStart}
          </Button>
        </div>
      </div>
    </Frame>
  );
}

function Waiting({ text }: { text: string }) {
  return (
    <div>
      <div aria-hidden="true">
        <div className="boot-top">
          <span className="boot-mark" />
          <span className="boot-line boot-w1" />
        </div>
        <div className="boot-body">
          <span className="boot-line boot-w2" />
          <div className="boot-card" />
        </div>
      </div>
      <p role="status" className="sr-only">
        {text}
      </p>
    </div>
  );
}
