import { absolute, basePath, currentPath } from '../lib/base';
import { loadOrReload } from '../lib/outdated';
import { createStore, useStore } from '../lib/store';
import { siteConfig } from './config';
import type { Tokens } from './oidc';

/** Who is using the application, as far as this tab knows. */
export type Session =
  | { status: 'starting' }
  | { status: 'signed-out' }
  | { status: 'leaving' }
  | { status: 'signed-in'; email?: string }
  | { status: 'failed'; reason: 'denied' | 'mismatch' | 'unreachable' | 'expired' };

const HINT = 'sellerkit.signed-in';
const ATTEMPTS = 'sellerkit.sign-in-attempts';
const ATTEMPTS_MAX = 3;
const ATTEMPTS_WINDOW_MS = 60_000;
const RENEW_AHEAD_MS = 60_000;

const store = createStore<Session>({ status: 'starting' });
let tokens: Tokens | undefined;
let renewing: Promise<Tokens | undefined> | undefined;

const loadOidc = () => loadOrReload(() => import('./oidc'));
const channel =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('sellerkit.session');

function remembered<T>(action: (storage: Storage) => T): T | undefined {
  try {
    return action(window.sessionStorage);
  } catch {
    return undefined;
  }
}

export const useSession = (): Session => useStore(store);
export const session = (): Session => store.get();

/** Redirects that led nowhere: too many in a minute would be a loop between this page and the issuer. */
function mayTryAgain(): boolean {
  const now = Date.now();
  const recent = (remembered((s) => JSON.parse(s.getItem(ATTEMPTS) ?? '[]') as number[]) ?? []).filter(
    (at) => now - at < ATTEMPTS_WINDOW_MS,
  );
  if (recent.length >= ATTEMPTS_MAX) return false;
  remembered((s) => s.setItem(ATTEMPTS, JSON.stringify([...recent, now])));
  return true;
}

/** Called when the interface accepted a token: the way here works, so earlier attempts no longer count. */
export const signInWorked = (): void => {
  remembered((s) => s.removeItem(ATTEMPTS));
};

/** Sends the browser to the issuer, which sends it back to `returnTo`. */
export async function signIn(options: { returnTo?: string; signUp?: boolean } = {}): Promise<void> {
  store.set({ status: 'leaving' });
  try {
    const [config, oidc] = await Promise.all([siteConfig(), loadOidc()]);
    window.location.assign(
      await oidc.authorizeUrl(config, options.returnTo ?? currentPath(), options.signUp ?? false),
    );
  } catch {
    store.set({ status: 'failed', reason: 'unreachable' });
  }
}

/** Signs in again without being asked to, unless that was tried too often just now. */
export function signInAgain(returnTo = currentPath()): void {
  if (store.get().status === 'leaving') return;
  tokens = undefined;
  if (mayTryAgain()) void signIn({ returnTo });
  else store.set({ status: 'failed', reason: 'expired' });
}

/** Forgets the tokens everywhere and ends the issuer's session. */
export async function signOut(): Promise<void> {
  store.set({ status: 'leaving' });
  tokens = undefined;
  remembered((s) => {
    s.removeItem(HINT);
    s.removeItem(ATTEMPTS);
  });
  channel?.postMessage('signed-out');
  try {
    const config = await siteConfig();
    const url = new URL(config.logoutUrl, window.location.origin);
    url.searchParams.set('client_id', config.clientId);
    url.searchParams.set('logout_uri', absolute());
    window.location.assign(url.href);
  } catch {
    store.set({ status: 'signed-out' });
  }
}

/** Decides at load: a return from the issuer, a silent way back in after a reload, or nobody. */
export async function startSession(): Promise<void> {
  channel?.addEventListener('message', () => {
    tokens = undefined;
    remembered((s) => s.removeItem(HINT));
    store.set({ status: 'signed-out' });
  });
  window.addEventListener('pageshow', (event) => {
    // Going back restores this page from memory as it was left: on its way out.
    if (event.persisted && store.get().status === 'leaving') window.location.reload();
  });

  if (window.location.pathname === `${basePath()}signin`) {
    try {
      const [config, oidc] = await Promise.all([siteConfig(), loadOidc()]);
      const result = await oidc.redeem(config, window.location.href);
      tokens = result.tokens;
      remembered((s) => s.setItem(HINT, '1'));
      const returnTo = result.returnTo.startsWith('/') ? result.returnTo.slice(1) : '';
      window.history.replaceState(null, '', absolute(returnTo));
      store.set({ status: 'signed-in', email: tokens.email });
    } catch (error) {
      const reason = error instanceof Error && 'reason' in error ? error.reason : undefined;
      store.set({
        status: 'failed',
        reason: reason === 'denied' || reason === 'mismatch' ? reason : 'unreachable',
      });
    }
    return;
  }
  if (remembered((s) => s.getItem(HINT)) === '1') {
    signInAgain();
    return;
  }
  store.set({ status: 'signed-out' });
}

/** Renews the access token once, however many calls ask for it at the same time. */
export function renewToken(): Promise<string | undefined> {
  const before = tokens;
  if (!before) return Promise.resolve(undefined);
  renewing ??= Promise.all([siteConfig(), loadOidc()])
    .then(([config, oidc]) => oidc.renew(config, before))
    .catch(() => undefined)
    .then((fresh) => {
      if (fresh && tokens === before) tokens = fresh;
      return fresh;
    })
    .finally(() => {
      renewing = undefined;
    });
  return renewing.then((fresh) => fresh?.accessToken);
}

/** A token that is good for a while, renewed ahead of its end; undefined when nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
  if (!tokens) return undefined;
  if (tokens.expiresAt - Date.now() > RENEW_AHEAD_MS) return tokens.accessToken;
  return (await renewToken()) ?? tokens?.accessToken;
}

/** For tests: sets who is signed in without an issuer. */
export function setSessionForTest(next: Session, withTokens?: Tokens): void {
  tokens = withTokens;
  store.set(next);
}
