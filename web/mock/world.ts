import type { components } from '../src/api/schema';

// A small interface in memory, shaped like docs/openapi.yaml: for tests of the pages and for work without the suite.
// It is no part of what is shipped.

type Schemas = components['schemas'];
export type Order = Schemas['OrderRow'];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const iso = (at: number) => `${new Date(at).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`;

/** A reproducible sequence of numbers from 0 to 1. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const products = [
  ['Amber & oak soy candle', '220 g', 'CND-AMB-220', 2_450],
  ['Linen wick trimmer', 'Brass', 'TRM-BRS', 1_800],
  ['Winter pine reed diffuser', '100 ml', 'DIF-PIN-100', 3_295],
  ['Beeswax taper pair', 'Ivory', 'TPR-IVO-2', 1_250],
  [
    'Candle care gift set with snuffer, trimmer, tray and a dozen unscented tealights',
    'Gift box',
    'SET-CARE',
    6_400,
  ],
  ['Fig leaf wax melts', '6 pack', 'MLT-FIG-6', 995],
  ['Großes Windlicht „Hafen“', 'Ø 18 cm', 'WND-HAF-18', 4_150],
] as const;

/** Orders of a shop, newest first, from a seed. */
export function makeOrders(
  count: number,
  currency: string,
  exponent: number,
  seed = 7,
  now = Date.now(),
): Order[] {
  const random = seeded(seed);
  let placed = now - 4 * MINUTE;
  return Array.from({ length: count }, (_, index) => {
    placed -= (2 + random() * 60) * MINUTE * (index > 120 ? 6 : 1);
    const lines = Array.from({ length: random() < 0.25 ? 2 + Math.floor(random() * 2) : 1 }, () => {
      const [productName, skuName, sellerSku, price] =
        products[Math.floor(random() * products.length)] ?? products[0];
      const minor = exponent === 0 ? Math.round(price / 10) * 15 : price;
      return {
        productName,
        skuName,
        sellerSku,
        quantity: random() < 0.2 ? 2 : 1,
        unitPrice: { currency, minor, exponent },
      };
    });
    const age = now - placed;
    const status =
      random() < 0.05
        ? 'CANCELLED'
        : age < 40 * MINUTE && random() < 0.5
          ? 'UNPAID'
          : age < 90 * MINUTE && random() < 0.4
            ? 'ON_HOLD'
            : age < 42 * HOUR
              ? random() < 0.85
                ? 'AWAITING_SHIPMENT'
                : 'PARTIALLY_SHIPPING'
              : age < 3 * DAY
                ? 'AWAITING_COLLECTION'
                : age < 7 * DAY
                  ? 'IN_TRANSIT'
                  : age < 12 * DAY
                    ? 'DELIVERED'
                    : 'COMPLETED';
    const shipped = ['AWAITING_COLLECTION', 'IN_TRANSIT', 'DELIVERED', 'COMPLETED'].includes(status);
    const sample = random() < 0.02;
    return {
      id: `5771${String(880_000_000_001_234n + BigInt(count - index) * 7_919n)}`,
      status,
      placedAt: iso(placed),
      updatedAt: iso(Math.min(now - 2 * MINUTE, placed + 5 * HOUR)),
      ...(status === 'UNPAID' ? {} : { paidAt: iso(placed + 2 * MINUTE) }),
      ...(status === 'AWAITING_SHIPMENT' || status === 'PARTIALLY_SHIPPING'
        ? { shipBy: iso(placed + 36 * HOUR) }
        : {}),
      total: {
        currency,
        exponent,
        minor: sample ? 0 : lines.reduce((sum, line) => sum + line.unitPrice.minor * line.quantity, 0),
      },
      ...(sample ? { sample } : {}),
      ...(currency !== 'USD' && random() < 0.06 ? { cashOnDelivery: true } : {}),
      lines,
      trackingNumbers: shipped
        ? [
            `9400${String(100_000_000_000 + Math.floor(random() * 899_999_999_999))}`,
            ...(index % 9 === 0 ? [`9500${String(100_000_000_000 + index)}`] : []),
          ]
        : [],
    };
  });
}

const permissions: Schemas['Permissions'] = {
  permissions: [
    {
      scope: 'seller.authorization.info',
      title: 'Your authorized shops',
      usedFor:
        'To know which shops you approved, their names and regions, and to notice when you withdraw the approval.',
      required: true,
    },
    {
      scope: 'seller.order.info',
      title: 'Orders',
      usedFor:
        'To keep your orders, their status, items, amounts and deadlines in step. Buyers’ details are encrypted under your shop’s own key.',
      required: false,
    },
  ],
  never: [
    'Sell your data or your buyers’ data, or use it for advertising.',
    'Train AI models with it.',
    'Change prices, listings or orders at TikTok Shop.',
  ],
};

const section = (heading: string, ...paragraphs: string[]) => ({ heading, paragraphs });
const terms: Schemas['Terms'] = {
  version: '2026-11-01',
  lastUpdated: '2026-11-01',
  documents: [
    {
      id: 'terms',
      title: 'Terms of service',
      summary: 'What SellerKit does for you, what it asks of you, and how either of us can end it.',
      sections: [
        section(
          'Who may use SellerKit',
          'You need to be at least 18 years old and entitled to act for the shops that you connect.',
        ),
        {
          ...section(
            'What SellerKit does',
            'It reads your shop’s data at TikTok Shop with your approval and shows it to you.',
          ),
          points: ['Orders stay in step by themselves.', 'Every page says how current it is.'],
        },
        section('Ending it', 'You can stop at any time, here or at TikTok Seller Center.'),
      ],
    },
    {
      id: 'privacy',
      title: 'Privacy policy',
      summary: 'Which data SellerKit holds, what for, for how long, and what you can demand.',
      sections: [
        {
          ...section('What is collected', 'Only what the features that you use need:'),
          points: [
            'your shop’s name and region',
            'orders with their items, amounts and addresses',
            'the authorization at TikTok Shop',
          ],
        },
        section(
          'What it is never used for',
          'Your data is never sold, never used for advertising and never used to train AI models.',
        ),
        section(
          'How it is protected',
          'Buyers’ personal data is encrypted under a key that belongs to your shop alone.',
        ),
        section(
          'How long it is kept',
          'While your shop is connected. It is removed within 30 days after you disconnect or delete your account.',
        ),
      ],
    },
  ],
};

export interface MockShop {
  shop: Schemas['Shop'];
  orders: Order[];
  /** Of the orders. */
  sync: Stream;
  /** Of everything else. */
  rest: Stream[];
  webhooks: Schemas['Webhooks'];
  certificates: Map<string, Schemas['Certificate'][]>;
}

type Stream = Schemas['StreamSync'];

const kinds: [string, Stream['group']][] = [
  ['profile', 'shop'],
  ['package', 'orders'],
  ['tracking', 'orders'],
  ['warehouse', 'shop'],
  ['product', 'products'],
  ['product-page', 'products'],
  ['inventory', 'products'],
  ['return', 'returns'],
  ['cancellation', 'returns'],
  ['statement', 'money'],
  ['transaction', 'money'],
  ['payment', 'money'],
  ['withdrawal', 'money'],
  ['unsettled', 'money'],
  ['conversation', 'conversations'],
  ['message', 'conversations'],
  ['shop-day', 'figures'],
  ['product-day', 'figures'],
  ['sku-day', 'figures'],
];
const followed = new Set(['tracking', 'product-page', 'inventory', 'transaction', 'message']);
const uncompared = new Set(['tracking', 'product-page', 'inventory']);
const announcing = new Set(['order', 'product', 'return', 'cancellation', 'conversation', 'message']);
const whole = new Set(['profile', 'warehouse', 'unsettled']);

/** The other kinds of data, all in step. */
const makeRest = (): Stream[] =>
  kinds.map(([stream, group], index) => {
    const count = 12 + index * 37;
    const asOf = iso(Date.now() - (1 + (index % 7)) * MINUTE);
    return {
      stream,
      group,
      state: 'in-step',
      asOf,
      lastAttemptAt: asOf,
      nextAt: iso(Date.now() + (2 + index) * MINUTE),
      progress: {
        read: count,
        unreadable: 0,
        total: count,
        startedAt: iso(Date.now() - 40 * DAY),
        finishedAt: iso(Date.now() - 40 * DAY + HOUR),
      },
      runningNow: false,
      ...(followed.has(stream) ? { waiting: { count: 0, more: false } } : {}),
    };
  });

/** Comparisons of the last month that all match, made today, even if the day is young; a weekday without sales has none. */
const makeCertificates = (): Map<string, Schemas['Certificate'][]> =>
  new Map(
    ['order', ...kinds.map(([stream]) => stream)].map((stream, seed) => {
      const midnight = Date.now() - (Date.now() % DAY);
      const checkedAt = iso(Math.max(midnight, Date.now() - (2 + (seed % 5)) * HOUR));
      const certificate = (count: number) => ({
        platform: count,
        stored: count,
        difference: 0,
        vanished: 0,
        announced: announcing.has(stream) ? count + (count % 3) : 0,
        held: announcing.has(stream) ? count + (count % 3) : 0,
        checkedAt,
      });
      if (uncompared.has(stream)) return [stream, []];
      if (whole.has(stream)) return [stream, [certificate(3 + seed)]];
      const days = Array.from({ length: 29 - (seed % 3) }, (_, ago) => ({
        day: iso(Date.now() - (ago + 1) * DAY).slice(0, 10),
        ...certificate(((ago * 7 + seed * 3) % 23) + 1),
      }));
      return [stream, stream === 'order' ? days : days.filter((_, ago) => ago % 6 !== 4)];
    }),
  );

/** A shop in the middle of everything that can happen to it. */
function mixUp(shop: MockShop): void {
  const change = (stream: string, changes: Partial<Stream>) => {
    shop.rest = shop.rest.map((each) => (each.stream === stream ? { ...each, ...changes } : each));
  };
  shop.sync = {
    ...shop.sync,
    lag: { theirsMillis: 42_000, oursMillis: 740, at: iso(Date.now() - 3 * MINUTE) },
    overcome: { code: 'throttled', times: 3, at: iso(Date.now() - 5 * HOUR) },
    drift: [
      {
        kind: 'unknown',
        field: 'orders.line_items.gift_wrapping_note',
        times: 41,
        lastAt: iso(Date.now() - 4 * MINUTE),
      },
      {
        kind: 'retyped',
        field: 'orders.payment.tax_breakdown.small_order_fee',
        times: 2,
        lastAt: iso(Date.now() - 2 * DAY),
      },
    ],
    compared: { days: 29, differing: 1, checkedAt: iso(Date.now() - 2 * HOUR) },
  };
  const days = shop.certificates.get('order') ?? [];
  shop.certificates.set(
    'order',
    days.map((each, ago) =>
      ago === 11
        ? {
            ...each,
            platform: 18,
            stored: 16,
            difference: -2,
            vanished: 0,
            announced: 21,
            held: 19,
            differsSince: iso(Date.now() - 9 * HOUR),
          }
        : each,
    ),
  );
  change('product', {
    state: 'importing',
    asOf: undefined,
    runningNow: true,
    progress: { read: 412, total: 1_130, unreadable: 0, startedAt: iso(Date.now() - 38_000) },
  });
  change('product-page', {
    state: 'importing',
    asOf: undefined,
    progress: { read: 96, unreadable: 0, startedAt: iso(Date.now() - 30_000) },
    waiting: { count: 200, more: true },
  });
  shop.webhooks = { state: 'partly', since: iso(Date.now() - 40 * DAY), missing: ['INVOICE_STATUS_CHANGE'] };
  change('tracking', {
    setApart: {
      count: 2,
      more: false,
      codes: [21042311],
      since: iso(Date.now() - 2 * DAY),
      retryAt: iso(Date.now() + 7 * HOUR),
    },
  });
  change('inventory', { state: 'waiting', asOf: undefined, lastAttemptAt: undefined, progress: undefined });
  for (const stream of ['product', 'product-page', 'inventory']) shop.certificates.set(stream, []);
  change('message', {
    state: 'delayed',
    asOf: iso(Date.now() - 26 * MINUTE),
    waiting: { count: 14, more: false },
    reason: {
      code: 'throttled',
      sentence: 'TikTok Shop asked us to slow down; reading goes on by itself.',
      retryAt: iso(Date.now() + 4 * MINUTE),
    },
  });
  change('withdrawal', {
    state: 'failing',
    asOf: iso(Date.now() - 9 * HOUR),
    reason: {
      code: 'refused',
      sentence: 'TikTok Shop refused our request; we are looking into it.',
      retryAt: iso(Date.now() + 40 * MINUTE),
    },
  });
  for (const stream of ['shop-day', 'product-day', 'sku-day']) {
    change(stream, {
      state: 'off',
      asOf: undefined,
      progress: undefined,
      reason: {
        code: 'scope-missing',
        sentence: 'The permission for this data was not granted; reconnect the shop to grant it.',
        retryAt: iso(Date.now() + 5 * HOUR),
      },
    });
    shop.certificates.set(stream, []);
  }
}

const makeShop = (
  id: string,
  name: string,
  region: string,
  sellerType: 'local' | 'cross-border',
  orders: Order[],
): MockShop => ({
  shop: {
    id,
    name,
    region,
    sellerType,
    connectedAt: iso(Date.now() - 40 * DAY),
    state: 'connected',
    readOnly: false,
    dataLocation: region === 'US' ? 'us' : 'sg',
  },
  orders,
  rest: makeRest(),
  webhooks: { state: 'registered', since: iso(Date.now() - 40 * DAY) },
  certificates: makeCertificates(),
  sync: {
    stream: 'order',
    group: 'orders',
    state: 'in-step',
    asOf: iso(Date.now() - 2 * MINUTE),
    lastAttemptAt: iso(Date.now() - 2 * MINUTE),
    nextAt: iso(Date.now() + 3 * MINUTE),
    progress: {
      read: orders.length,
      unreadable: 0,
      total: orders.length,
      startedAt: iso(Date.now() - 40 * DAY),
      finishedAt: iso(Date.now() - 40 * DAY),
    },
    runningNow: false,
  },
});

export const scenarios = [
  'ready',
  'mixed',
  'many',
  'new',
  'new-terms',
  'no-shops',
  'importing',
  'import-done',
  'stale',
  'reconnect',
  'empty',
  'broken',
  'sync-broken',
  'missing-scope',
  'throttled',
  'inactive',
  'our-fault',
  'unreadable',
  'ending',
  'disconnected',
  'revealed',
  'returned',
  'returned-denied',
] as const;
export type Scenario = (typeof scenarios)[number];

/** What the pretended interface holds; tests change it freely. */
export class World {
  me: Schemas['Me'];
  terms = terms;
  permissions = permissions;
  connections: Schemas['Connection'][] = [];
  shops: MockShop[] = [];
  completion: Schemas['Completion'] | undefined;
  reveals: Schemas['RevealPage']['reveals'] = [];
  /** Problems that routes answer with instead, such as `GET /api/shops`. */
  problems = new Map<string, Schemas['Problem']>();
  pageSize = 50;
  authorizeUrl: string | undefined;
  calls: { method: string; path: string; body: unknown }[] = [];

  constructor(scenario: Scenario = 'ready') {
    const accepted = { version: terms.version, acceptedAt: iso(Date.now() - 40 * DAY) };
    this.me = {
      personId: 'person_01',
      account: { id: 'acc_01', role: 'owner', createdAt: iso(Date.now() - 40 * DAY) },
      terms: { currentVersion: terms.version, lastUpdated: terms.lastUpdated, required: false, accepted },
    };
    const candle = makeShop(
      '7495000000000000001',
      'Northwind Candle Co',
      'US',
      'local',
      makeOrders(2_000, 'USD', 2),
    );
    const others = () => [
      makeShop('7495000000000000002', 'Lumen & Loom', 'GB', 'local', makeOrders(600, 'GBP', 2, 11)),
      makeShop(
        '7495000000000000003',
        'Hafenlicht Manufaktur',
        'DE',
        'cross-border',
        makeOrders(150, 'EUR', 2, 13),
      ),
      makeShop('7495000000000000004', 'Akari Home', 'JP', 'cross-border', makeOrders(150, 'JPY', 0, 17)),
    ];
    switch (scenario) {
      case 'ready':
        this.connect('Northwind Trading', [candle]);
        break;
      case 'many':
        this.connect('Northwind Trading', [candle]);
        this.connect('Loom Holdings', others());
        break;
      case 'new':
        this.me = { personId: 'person_01', terms: { ...this.me.terms, required: true, accepted: undefined } };
        break;
      case 'new-terms':
        this.me.terms = {
          ...this.me.terms,
          required: true,
          accepted: { ...accepted, version: '2025-06-01' },
        };
        this.connect('Northwind Trading', [candle]);
        break;
      case 'no-shops':
        break;
      case 'importing':
        candle.sync = {
          stream: 'order',
          group: 'orders',
          state: 'importing',
          progress: { read: 1_240, total: 2_000, unreadable: 0, startedAt: iso(Date.now() - 42_000) },
          runningNow: true,
        };
        candle.orders = candle.orders.slice(0, 1_240);
        candle.rest = candle.rest.map(({ stream, group }) => ({ stream, group, state: 'waiting' }));
        candle.certificates = new Map();
        this.connect('Northwind Trading', [candle]);
        break;
      case 'mixed':
        mixUp(candle);
        this.connect('Northwind Trading', [candle]);
        break;
      case 'import-done':
        this.connect('Northwind Trading', [candle]);
        break;
      case 'stale':
        candle.sync = {
          ...candle.sync,
          state: 'delayed',
          asOf: iso(Date.now() - 3 * HOUR),
          reason: {
            code: 'platform-unavailable',
            sentence: 'TikTok Shop has not answered since then. SellerKit keeps trying by itself.',
            retryAt: iso(Date.now() + 4 * MINUTE),
          },
        };
        this.connect('Northwind Trading', [candle]);
        break;
      case 'reconnect':
        candle.shop.state = 'reconnect-needed';
        candle.sync = {
          ...candle.sync,
          state: 'failing',
          asOf: iso(Date.now() - 2 * DAY),
          reason: { code: 'reconnect-needed', sentence: 'The authorization was withdrawn at TikTok Shop.' },
        };
        candle.rest = candle.rest.map((each) => ({ ...each, state: 'failing', reason: candle.sync.reason }));
        this.connect('Northwind Trading', [candle]);
        for (const connection of this.connections) {
          connection.state = 'reconnect-needed';
          connection.reason =
            'The authorization was withdrawn at TikTok Shop. Reconnect to bring the orders up to date again.';
        }
        break;
      case 'empty':
        candle.orders = [];
        this.connect('Northwind Trading', [candle]);
        break;
      case 'broken':
        this.connect('Northwind Trading', [candle]);
        this.problem('GET /api/shops/:id/orders', 'internal', 500, 'req-5b1f0c2e');
        break;
      case 'sync-broken':
        this.connect('Northwind Trading', [candle]);
        this.problem('GET /api/shops/:id/sync', 'internal', 500, 'req-7d02e3aa');
        break;
      case 'missing-scope':
        candle.sync = {
          stream: 'order',
          group: 'orders',
          state: 'off',
          reason: { code: 'scope-missing', sentence: 'The permission to read orders was not granted.' },
        };
        candle.orders = [];
        this.connect('Northwind Trading', [candle]);
        for (const connection of this.connections) {
          connection.missingScopes = [{ scope: 'seller.order.info', consequence: 'Orders stay off.' }];
        }
        break;
      case 'throttled':
      case 'inactive':
      case 'our-fault': {
        const code = (
          { throttled: 'throttled', inactive: 'shop-inactive', 'our-fault': 'internal' } as const
        )[scenario];
        candle.sync = {
          ...candle.sync,
          state: code === 'shop-inactive' ? 'failing' : 'delayed',
          asOf: iso(Date.now() - 20 * MINUTE),
          reason: { code, sentence: code, retryAt: iso(Date.now() + 5 * MINUTE) },
        };
        this.connect('Northwind Trading', [candle]);
        break;
      }
      case 'unreadable':
        candle.sync.progress = {
          read: 1_997,
          total: 2_000,
          unreadable: 3,
          startedAt: iso(Date.now() - 40 * DAY),
          finishedAt: iso(Date.now() - 40 * DAY),
        };
        this.connect('Northwind Trading', [candle]);
        break;
      case 'ending':
        this.connect('Northwind Trading', [candle]);
        for (const connection of this.connections) {
          connection.authorizationEndsAt = iso(Date.now() + 6 * DAY);
          connection.warning = { kind: 'authorization-ending', daysLeft: 6, level: 7 };
        }
        break;
      case 'disconnected':
        this.connect('Northwind Trading', [candle]);
        this.disconnect(candle);
        break;
      case 'revealed':
        this.connect('Northwind Trading', [candle]);
        this.reveals.push(
          ...candle.orders.slice(0, 4).map((order, index) => ({
            id: `rev_0${index}`,
            at: iso(Date.now() - (index + 1) * 50 * MINUTE),
            personId: index === 2 ? 'person_cd4711' : 'person_01',
            you: index !== 2,
            shopId: candle.shop.id,
            orderId: order.id,
            reason: (['shipping', 'other', 'customer-service', 'returns'] as const)[index] ?? 'other',
            noted: index === 1 || index === 3,
            ...(index === 1 ? { note: 'Checking a doubtful address before a valuable parcel leaves' } : {}),
          })),
        );
        break;
      case 'returned':
        this.completion = makeCompletion();
        break;
      case 'returned-denied':
        this.problem('POST /api/connections/completions', 'connect-denied', 409, 'req-9c31aa07');
        break;
    }
  }

  connect(sellerName: string, shops: MockShop[]): void {
    this.shops.push(...shops);
    this.connections.push({
      id: `con_0${this.connections.length + 1}`,
      state: 'connected',
      region: shops.some(({ shop }) => shop.region === 'US') ? 'US' : 'ROW',
      sellerName,
      connectedAt: iso(Date.now() - 40 * DAY),
      authorizationEndsAt: iso(Date.now() + 325 * DAY),
      shops: shops.map(({ shop }) => shop),
      missingScopes: [],
    });
  }

  disconnect({ shop, sync, rest }: MockShop): void {
    shop.state = 'disconnected';
    shop.readOnly = true;
    shop.disconnectedAt = iso(Date.now());
    shop.disconnectedBy = 'you';
    shop.deleteAt = iso(Date.now() + 14 * DAY);
    sync.state = 'off';
    sync.runningNow = false;
    for (const each of rest) each.state = 'off';
    for (const connection of this.connections) {
      if (connection.shops.every(({ state }) => state === 'disconnected')) connection.state = 'ended';
    }
  }

  problem(
    route: string,
    code: string,
    status: number,
    requestId = 'req-00000001',
    extra: Partial<Schemas['Problem']> = {},
  ): void {
    this.problems.set(route, { type: 'about:blank', title: code, status, code, requestId, ...extra });
  }

  /** Answers a request as the interface would. */
  async handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname.replace(/^.*\/api\//, '/api/');
    const body: unknown = request.method === 'POST' ? await request.json().catch(() => undefined) : undefined;
    this.calls.push({ method: request.method, path: path + url.search, body });

    const route = `${request.method} ${path
      .replace(/shops\/\d+/, 'shops/:id')
      .replace(/completions\/[^/]+/, 'completions/:id')
      .replace(/orders\/[^/]+/, 'orders/:order')}`;
    const planned = this.problems.get(route);
    if (planned) return problem(planned);
    if (!request.headers.get('authorization') && path !== '/api/terms') return refuse('unauthorized', 401);

    const found = this.shops.find(({ shop }) => path.startsWith(`/api/shops/${shop.id}/`));
    switch (route) {
      case 'GET /api/terms':
        return json(this.terms);
      case 'GET /api/me':
        return json(this.me);
      case 'POST /api/terms/acceptance': {
        const { version } = body as { version: string };
        if (version !== this.terms.version) return refuse('terms-outdated', 409);
        const now = iso(Date.now());
        this.me = {
          personId: this.me.personId,
          account: this.me.account ?? { id: 'acc_01', role: 'owner', createdAt: now },
          terms: {
            currentVersion: version,
            lastUpdated: this.terms.lastUpdated,
            required: false,
            accepted: { version, acceptedAt: now },
          },
        };
        return json(this.me);
      }
      case 'GET /api/permissions':
        return json(this.permissions);
      case 'GET /api/connections':
        return json({ connections: this.connections });
      case 'POST /api/connections/authorizations':
        this.completion = makeCompletion();
        return json(
          {
            authorizeUrl: this.authorizeUrl ?? `${url.origin}/connect/return`,
            expiresAt: iso(Date.now() + 10 * MINUTE),
          },
          201,
        );
      case 'POST /api/connections/completions':
        return this.completion ? json(this.completion) : refuse('connect-nothing-pending', 409);
      case 'DELETE /api/connections/completions/:id':
        this.completion = undefined;
        return new Response(null, { status: 204 });
      case 'POST /api/connections/completions/:id/confirmation': {
        const { shopIds } = body as { shopIds: string[] };
        const chosen = (this.completion?.shops ?? []).filter(({ id }) => shopIds.includes(id));
        this.connect(
          this.completion?.sellerName ?? '',
          chosen.map((each) => {
            const made = makeShop(
              each.id,
              each.name,
              each.region,
              each.sellerType,
              makeOrders(420, 'USD', 2),
            );
            made.sync = {
              stream: 'order',
              group: 'orders',
              state: 'importing',
              progress: { read: 0, total: 420, unreadable: 0, startedAt: iso(Date.now()) },
              runningNow: true,
            };
            return made;
          }),
        );
        this.completion = undefined;
        return json(this.connections.at(-1));
      }
      case 'GET /api/shops':
        return json({ shops: this.shops.map(({ shop }) => shop) });
      case 'GET /api/shops/:id/sync':
      case 'POST /api/shops/:id/sync': {
        if (!found) return refuse('not-found', 404);
        const asked = (body as { stream?: string } | undefined)?.stream;
        const streams = [found.sync, ...found.rest];
        if (asked && !streams.some(({ stream }) => stream === asked)) return refuse('unknown-stream', 422);
        const read = (each: Stream): Stream =>
          request.method === 'POST' && (asked ?? each.stream) === each.stream && each.state === 'in-step'
            ? { ...each, asOf: iso(Date.now()), lastAttemptAt: iso(Date.now()) }
            : each;
        found.sync = read(found.sync);
        found.rest = found.rest.map(read);
        return json(
          { shopId: found.shop.id, webhooks: found.webhooks, streams: [found.sync, ...found.rest] },
          request.method === 'POST' ? 202 : 200,
        );
      }
      case 'GET /api/shops/:id/sync/certificates': {
        if (!found) return refuse('not-found', 404);
        return json({
          shopId: found.shop.id,
          from: iso(Date.now() - 29 * DAY).slice(0, 10),
          to: iso(Date.now()).slice(0, 10),
          streams: [found.sync, ...found.rest].map(({ stream }) => ({
            stream,
            certificates: found.certificates.get(stream) ?? [],
          })),
        });
      }
      case 'POST /api/shops/:id/disconnection': {
        if (!found) return refuse('not-found', 404);
        const { shopName } = body as { shopName: string };
        if (shopName !== found.shop.name) return refuse('name-mismatch', 422);
        this.disconnect(found);
        return json(found.shop);
      }
      case 'GET /api/shops/:id/orders/:order': {
        const order = found?.orders.find(({ id }) => id === path.split('/').at(-1));
        return found && order ? json(makeDetail(order, found)) : refuse('not-found', 404);
      }
      case 'POST /api/shops/:id/orders/:order/reveals': {
        const order = found?.orders.find(({ id }) => id === path.split('/').at(-2));
        if (!found || !order) return refuse('not-found', 404);
        return this.reveal(found, order, body as Schemas['RevealRequest']);
      }
      case 'GET /api/reveals': {
        const start = Number(url.searchParams.get('cursor')?.slice(3) ?? 0);
        const reveals = this.reveals.slice(start, start + this.pageSize);
        return json({
          reveals,
          ...(start + this.pageSize < this.reveals.length ? { older: `at-${start + this.pageSize}` } : {}),
        });
      }
      case 'GET /api/shops/:id/orders':
        return found ? this.orders(found, url.searchParams) : refuse('not-found', 404);
    }
    return refuse('no-such-route', 404);
  }

  /** Moves a running first import on, for work without the suite. */
  advance(): void {
    for (const { sync } of this.shops) {
      const { progress } = sync;
      if (sync.state !== 'importing' || !progress?.total) continue;
      progress.read = Math.min(progress.total, progress.read + Math.ceil(progress.total / 12));
      if (progress.read < progress.total) continue;
      sync.state = 'in-step';
      sync.runningNow = false;
      progress.finishedAt = iso(Date.now());
      sync.asOf = iso(Date.now());
    }
  }

  private reveal({ shop }: MockShop, order: Order, { reason, note }: Schemas['RevealRequest']): Response {
    const at = iso(Date.now());
    const id = `rev_${this.reveals.length + 1}`;
    this.reveals.unshift({
      id,
      at,
      personId: this.me.personId,
      you: true,
      shopId: shop.id,
      orderId: order.id,
      reason,
      noted: Boolean(note),
      ...(note ? { note } : {}),
    });
    return json(
      {
        revealId: id,
        revealedAt: at,
        buyer: {
          name: 'Robin Example',
          phone: '(+1)303-555-0142',
          email: 'robin@buyers.example.com',
          addressLines: ['500 Sample Street', 'Apt 5'],
          city: 'Springfield',
          places: [
            { kind: 'Country', name: 'United States' },
            { kind: 'State', name: 'Colorado' },
          ],
          postalCode: '80000',
          country: 'US',
          message: 'Please ring twice.',
        },
      } satisfies Schemas['Revealed'],
      201,
    );
  }

  private orders({ orders, sync }: MockShop, query: URLSearchParams): Response {
    const q = query.get('q');
    const cursor = query.get('cursor');
    if (cursor && !/^at-\d+$/.test(cursor)) return refuse('bad-cursor', 400);
    let foundBy: Schemas['OrderPage']['foundBy'];
    const from = query.get('from');
    const to = query.get('to');
    const status = query.get('status');
    const matching = orders.filter((order) => {
      if (q) {
        if (order.id === q) foundBy = 'order-id';
        else if (order.lines.some((line) => line.sellerSku === q)) foundBy = 'seller-sku';
        else if (order.trackingNumbers.includes(q)) foundBy = 'tracking-number';
        else return false;
        return true;
      }
      return (
        (!status || order.status === status) &&
        (!from || Date.parse(order.placedAt) >= Date.parse(from)) &&
        (!to || Date.parse(order.placedAt) < Date.parse(to))
      );
    });
    const start = Number(cursor?.slice(3) ?? 0);
    const shown = matching.slice(start, start + this.pageSize);
    const sums = new Map<string, { count: number; total: Schemas['Money'] }>();
    for (const { total } of shown) {
      if (!total) continue;
      const sum = sums.get(total.currency) ?? { count: 0, total: { ...total, minor: 0 } };
      sum.count += 1;
      sum.total.minor += total.minor;
      sums.set(total.currency, sum);
    }
    return json({
      orders: shown,
      sums: [...sums.values()],
      ...(start + this.pageSize < matching.length ? { older: `at-${start + this.pageSize}` } : {}),
      ...(start > 0 ? { newer: `at-${Math.max(0, start - this.pageSize)}` } : {}),
      ...(sync.asOf ? { asOf: sync.asOf } : {}),
      ...(foundBy ? { foundBy } : {}),
    } satisfies Schemas['OrderPage']);
  }
}

/** An order in full, made from what the list shows of it. */
export function makeDetail(order: Order, { shop, sync }: MockShop): Schemas['OrderDetail'] {
  const placed = Date.parse(order.placedAt);
  const zero = { currency: order.total?.currency ?? 'USD', exponent: order.total?.exponent ?? 2 };
  const money = (minor: number) => ({ ...zero, minor });
  const items = order.lines.reduce((sum, line) => sum + (line.unitPrice?.minor ?? 0) * line.quantity, 0);
  const shipped = order.trackingNumbers.length > 0;
  const parcel = `1153${order.id.slice(-12)}`;
  return {
    ...order,
    lines: order.lines.map((line, index) => ({
      ...line,
      originalPrice: money((line.unitPrice?.minor ?? 0) + (index === 0 ? 500 : 0)),
      ...(index === 0 ? { sellerDiscount: money(300), platformDiscount: money(200) } : {}),
      ...(shipped ? { packageId: parcel } : {}),
      taxes: [
        { type: 'SALES_TAX', rate: '0.081', amount: money(Math.round((line.unitPrice?.minor ?? 0) * 0.081)) },
      ],
    })),
    payments: [
      { kind: 'total', amount: order.total ?? money(items) },
      { kind: 'sub-total', amount: money(items) },
      { kind: 'original-total-product-price', amount: money(items + 500) },
      { kind: 'seller-discount', amount: money(300) },
      { kind: 'platform-discount', amount: money(200) },
      { kind: 'shipping-fee', amount: money(0) },
      { kind: 'tax', amount: money(Math.round(items * 0.081)) },
    ],
    packages: shipped
      ? [{ id: parcel, provider: 'Sample Parcel', trackingNumbers: order.trackingNumbers }]
      : [],
    moments: [
      { kind: 'placed', at: order.placedAt, due: false },
      ...(order.paidAt ? [{ kind: 'paid', at: order.paidAt, due: false }] : []),
      ...(order.shipBy ? [{ kind: 'ready-to-ship-due', at: order.shipBy, due: true }] : []),
      ...(order.shipBy
        ? [{ kind: 'auto-cancel-due', at: iso(Date.parse(order.shipBy) + 2 * DAY), due: true }]
        : []),
      ...(shipped ? [{ kind: 'collected', at: iso(placed + 40 * HOUR), due: false }] : []),
    ],
    changes: [
      ...(order.status === 'UNPAID'
        ? []
        : [
            {
              seenAt: iso(placed + 2 * MINUTE + 4_000),
              platformAt: iso(placed + 2 * MINUTE),
              source: 'webhook' as const,
              lagSeconds: 4,
              what: 'status' as const,
              from: 'UNPAID',
              to: order.status,
            },
            {
              seenAt: iso(placed + 95_000),
              platformAt: iso(placed + 60_000),
              source: 'poll' as const,
              lagSeconds: 35,
              what: 'address' as const,
            },
          ]),
      {
        seenAt: iso(placed + 1_000),
        platformAt: order.placedAt,
        source: 'backfill',
        lagSeconds: 1,
        what: 'first-seen',
        to: 'UNPAID',
      },
    ],
    buyer: { state: 'hidden', country: shop.region },
    ...(sync.asOf ? { asOf: sync.asOf } : {}),
    shippingType: 'SELLER',
    fulfillmentType: 'FULFILLMENT_BY_SELLER',
    deliveryOption: 'Standard shipping',
    ...(order.status === 'CANCELLED' ? { cancelReason: 'The buyer changed their mind' } : {}),
    sellerCenterUrl: `https://seller-us.tiktok.com/order/detail?order_no=${order.id}&shop_region=US`,
  };
}

export const makeCompletion = (): Schemas['Completion'] => ({
  id: 'completion_0001',
  origin: 'sellerkit',
  sellerName: 'Loom Holdings',
  expiresAt: iso(Date.now() + 25 * MINUTE),
  shops: [
    { id: '7495000000000000012', name: 'Lumen & Loom', region: 'GB', sellerType: 'local', ownership: 'new' },
    {
      id: '7495000000000000013',
      name: 'Hafenlicht Manufaktur',
      region: 'DE',
      sellerType: 'cross-border',
      ownership: 'yours',
    },
    {
      id: '7495000000000000014',
      name: 'Akari Home',
      region: 'JP',
      sellerType: 'cross-border',
      ownership: 'another-account',
    },
  ],
  missingScopes: [],
});

const json = (value: unknown, status = 200) =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });

const problem = (value: Schemas['Problem']) =>
  new Response(JSON.stringify(value), {
    status: value.status,
    headers: { 'content-type': 'application/problem+json' },
  });

const refuse = (code: string, status: number) =>
  problem({ type: 'about:blank', title: code, status, code, requestId: 'req-00000001' });
