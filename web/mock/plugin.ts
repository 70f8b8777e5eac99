import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { type Scenario, scenarios, World } from './world.ts';

// Serves the pretended interface and a sign-in that always agrees, with the headers of the real site.
// The scenario is the cookie `mock`; `/mock/<scenario>` sets it.

const CSP = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** The same site once more, as it is below a stage path of the gateway. */
const STAGE = '/prod/';

const worlds = new Map<string, World>();
function worldOf(name: string): World {
  const scenario = scenarios.find((each) => each === name) ?? 'ready';
  let world = worlds.get(scenario);
  if (!world) {
    world = new World(scenario);
    worlds.set(scenario, world);
  }
  return world;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function send(response: ServerResponse, status: number, body: string, type = 'application/json'): void {
  response.statusCode = status;
  response.setHeader('content-type', type);
  response.end(body);
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

async function answer(request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> {
  const origin = `http://${request.headers.host}`;
  const url = new URL(request.url ?? '/', origin);
  if (url.pathname.startsWith(STAGE)) {
    url.pathname = url.pathname.slice(STAGE.length - 1);
    request.url = url.pathname + url.search;
    if (!url.pathname.includes('.') && !url.pathname.startsWith('/api/')) {
      const page = readFileSync('dist/index.html', 'utf8').replace(
        '<base href="/">',
        `<base href="${STAGE}">`,
      );
      send(response, 200, page, 'text/html');
      return;
    }
  }
  const issuer = `${origin}/mock-issuer`;
  const scenario = /(?:^|; )mock=([a-z-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'ready';

  const chosen = /^\/mock\/([a-z-]+)$/.exec(url.pathname)?.[1];
  if (chosen) {
    worlds.delete(chosen);
    response.setHeader('set-cookie', `mock=${chosen}; Path=/`);
    response.statusCode = 303;
    response.setHeader('location', url.searchParams.get('to') ?? '/');
    response.end();
    return;
  }
  switch (url.pathname) {
    case '/config.json':
      send(
        response,
        200,
        JSON.stringify({
          authority: issuer,
          clientId: 'mock-client',
          scope: 'openid email profile sellerkit/app',
          logoutUrl: `${issuer}/logout`,
          region: 'local',
        }),
      );
      return;
    case '/mock-issuer/.well-known/openid-configuration':
      send(
        response,
        200,
        JSON.stringify({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
        }),
      );
      return;
    case '/mock-issuer/authorize': {
      const back = new URL(url.searchParams.get('redirect_uri') ?? origin);
      back.searchParams.set('code', 'mock-code');
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      response.statusCode = 302;
      response.setHeader('location', back.href);
      response.end();
      return;
    }
    case '/mock-issuer/token': {
      await bodyOf(request);
      const seconds = Math.floor(Date.now() / 1000);
      const claims = {
        iss: issuer,
        aud: 'mock-client',
        sub: 'person_01',
        email: 'ada@sellerkit.example',
        iat: seconds,
        exp: seconds + 3600,
      };
      send(
        response,
        200,
        JSON.stringify({
          access_token: 'mock-access-token',
          refresh_token: 'mock-refresh-token',
          id_token: `${encode({ alg: 'none' })}.${encode(claims)}.`,
          token_type: 'Bearer',
          expires_in: 3600,
        }),
      );
      return;
    }
    case '/mock-issuer/logout':
      response.statusCode = 302;
      response.setHeader('location', url.searchParams.get('logout_uri') ?? '/');
      response.end();
      return;
  }
  if (url.pathname.startsWith('/api/')) {
    const world = worldOf(scenario as Scenario);
    if (url.pathname.endsWith('/sync') && scenario === 'no-shops') world.advance();
    const body = request.method === 'POST' ? await bodyOf(request) : undefined;
    const result = await world.handle(
      new Request(url, {
        method: request.method,
        headers: { authorization: request.headers.authorization ?? '' },
        body: body || undefined,
      }),
    );
    send(response, result.status, await result.text(), result.headers.get('content-type') ?? undefined);
    return;
  }
  next();
}

type Use = {
  use(handler: (request: IncomingMessage, response: ServerResponse, next: () => void) => void): unknown;
};

/** The pretended suite as part of Vite's servers; the preview serves the real build under the real policy. */
export const mockSuite = (): Plugin => ({
  name: 'mock-suite',
  configureServer: (server) => {
    (server.middlewares as Use).use((request, response, next) => void answer(request, response, next));
  },
  configurePreviewServer: (server) => {
    (server.middlewares as Use).use((request, response, next) => {
      response.setHeader('content-security-policy', CSP);
      response.setHeader('x-content-type-options', 'nosniff');
      void answer(request, response, next);
    });
  },
});
