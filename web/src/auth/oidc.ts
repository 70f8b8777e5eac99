// The only file that knows the OpenID Connect library; it is a chunk of its own, loaded beside the application.
import { OidcClient, type SigninResponse, WebStorageStateStore } from 'oidc-client-ts';
import { absolute } from '../lib/base';
import type { SiteConfig } from './config';

/** What signing in gave; it lives in memory only. */
export interface Tokens {
  accessToken: string;
  refreshToken?: string;
  expiresAt: number;
  email?: string;
}

/** Why a sign-in did not come about. */
export class SignInError extends Error {
  constructor(
    readonly reason: 'denied' | 'mismatch' | 'unreachable',
    cause?: unknown,
  ) {
    super(`sign-in ${reason}`, { cause });
  }
}

interface Journey {
  returnTo: string;
}

let client: OidcClient | undefined;
function clientOf(config: SiteConfig): OidcClient {
  client ??= new OidcClient({
    authority: config.authority,
    client_id: config.clientId,
    redirect_uri: absolute('signin'),
    response_type: 'code',
    scope: config.scope,
    loadUserInfo: false,
    // Only the verifier of a sign-in under way is stored, for this tab, until it is redeemed.
    stateStore: new WebStorageStateStore({ prefix: 'sellerkit.journey.', store: window.sessionStorage }),
    staleStateAgeInSeconds: 900,
  });
  return client;
}

const endOf = (seconds: number | undefined): number => Date.now() + (seconds ?? 300) * 1000;

const tokensOf = (response: SigninResponse): Tokens => ({
  accessToken: response.access_token,
  refreshToken: response.refresh_token,
  expiresAt: endOf(response.expires_in),
  email: typeof response.profile?.email === 'string' ? response.profile.email : undefined,
});

/** The issuer's page to send the browser to; `signUp` asks for its sign-up form. */
export async function authorizeUrl(config: SiteConfig, returnTo: string, signUp: boolean): Promise<string> {
  try {
    await clientOf(config).clearStaleState();
    const request = await clientOf(config).createSigninRequest({
      state: { returnTo } satisfies Journey,
    });
    if (!signUp) return request.url;
    // At Cognito, and at issuers like it, the sign-up form is a page of its own that takes the same parameters.
    const url = new URL(request.url);
    if (url.pathname.endsWith('/oauth2/authorize'))
      url.pathname = url.pathname.replace(/oauth2\/authorize$/, 'signup');
    else url.searchParams.set('screen_hint', 'signup');
    return url.href;
  } catch (cause) {
    throw new SignInError('unreachable', cause);
  }
}

/** Exchanges the code that the issuer sent back for tokens. */
export async function redeem(config: SiteConfig, url: string): Promise<{ tokens: Tokens; returnTo: string }> {
  const query = new URL(url).searchParams;
  if (query.get('error') === 'access_denied') throw new SignInError('denied');
  try {
    const response = await clientOf(config).processSigninResponse(url);
    const journey = response.userState as Journey | undefined;
    return { tokens: tokensOf(response), returnTo: journey?.returnTo ?? '/' };
  } catch (cause) {
    throw new SignInError(cause instanceof TypeError ? 'unreachable' : 'mismatch', cause);
  }
}

/** Fresh tokens for the refresh token, or undefined when the issuer no longer honours it. */
export async function renew(config: SiteConfig, tokens: Tokens): Promise<Tokens | undefined> {
  if (!tokens.refreshToken) return undefined;
  try {
    const endpoint = await clientOf(config).metadataService.getTokenEndpoint();
    if (!endpoint) return undefined;
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: config.clientId,
        refresh_token: tokens.refreshToken,
      }),
    });
    if (!response.ok) return undefined;
    const answer = (await response.json()) as {
      access_token?: string;
      refresh_token?: string;
      expires_in?: number;
    };
    if (!answer.access_token) return undefined;
    return {
      ...tokens,
      accessToken: answer.access_token,
      // Issuers that rotate send a new one; others leave the old one in force.
      refreshToken: answer.refresh_token ?? tokens.refreshToken,
      expiresAt: endOf(answer.expires_in),
    };
  } catch {
    return undefined;
  }
}
