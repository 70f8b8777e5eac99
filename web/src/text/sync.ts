import { formatCount } from '../lib/locale';

const plural = new Intl.PluralRules('en');
const many = (count: number, one: string, other: string): string =>
  `${formatCount(count)} ${plural.select(count) === 'one' ? one : other}`;

/** The words of the sync page, which is loaded when it is opened. */
export const s = {
  page: (shop: string) => `Sync of ${shop}`,
  pageUnknown: 'Sync',
  lead: 'Everything SellerKit reads of this shop, how current it is, and how it compares with TikTok Shop.',

  groups: {
    orders: 'Orders & parcels',
    products: 'Products & stock',
    returns: 'Returns',
    money: 'Money',
    conversations: 'Conversations',
    figures: 'Figures',
    shop: 'Shop',
  },

  streams: {
    order: { title: 'Orders', holds: 'Items, amounts, status and deadlines' },
    package: { title: 'Packages', holds: 'What was packed together, and who carries it' },
    tracking: { title: 'Tracking', holds: 'Where each parcel was seen' },
    product: { title: 'Products', holds: 'Titles, prices and status' },
    'product-page': { title: 'Product pages', holds: 'Descriptions, pictures and attributes' },
    inventory: { title: 'Stock', holds: 'How many of each SKU, in which warehouse' },
    return: { title: 'Returns & refunds', holds: 'What came back, why, and what was refunded' },
    cancellation: { title: 'Cancellations', holds: 'Who cancelled what, and why' },
    statement: { title: 'Statements', holds: 'What TikTok Shop settled each day' },
    transaction: { title: 'Statement lines', holds: 'Every amount and fee behind a statement' },
    payment: { title: 'Payouts', holds: 'What was paid to your bank' },
    withdrawal: { title: 'Withdrawals', holds: 'What was withdrawn from your balance' },
    unsettled: { title: 'Not settled yet', holds: 'What TikTok Shop expects to settle' },
    conversation: { title: 'Conversations', holds: 'Who wrote, and what waits for an answer' },
    message: { title: 'Messages', holds: 'What was written, encrypted under your shop’s key' },
    'shop-day': { title: 'Shop by day', holds: 'Visitors, sales and conversion' },
    'product-day': { title: 'Products by day', holds: 'Views and sales of each product' },
    'sku-day': { title: 'SKUs by day', holds: 'Sales of each SKU' },
    profile: { title: 'Shop profile', holds: 'Name, region and seller type' },
    warehouse: { title: 'Warehouses', holds: 'Where parcels leave and returns arrive' },
  } as Record<string, { title: string; holds: string } | undefined>,

  of: (read: number, total: number) => `${formatCount(read)} of ${many(total, 'record', 'records')}`,
  soFar: (read: number) => `${many(read, 'record', 'records')} so far`,
  left: (span: string) => `about ${span} left`,
  notBegun: 'Begins by itself in a moment',
  bar: (stream: string) => `First import: ${stream}`,
  asOf: (relative: string) => `as of ${relative}`,
  never: 'not read yet',
  waiting: (count: number, more: boolean) =>
    more ? `more than ${formatCount(count)} to read` : `${formatCount(count)} to read`,
  unreadable: (count: number) =>
    `${many(count, 'record', 'records')} could not be read and ${plural.select(count) === 'one' ? 'is' : 'are'} missing.`,
  nextTry: (relative: string) => (relative === 'now' ? 'Next try now.' : `Next try ${relative}.`),

  syncOne: (stream: string) => `Sync ${stream} now`,
  syncAll: 'Sync all now',
  asked: (stream: string) => `Asked TikTok Shop for what is new: ${stream}.`,

  notUpdated: 'The state could not be loaded anew. What you see may be out of date.',
  off: (kinds: string[], count: number) =>
    `${many(count, 'kind of data is', 'kinds of data are')} off, because TikTok Shop was not allowed to share ${plural.select(count) === 'one' ? 'it' : 'them'}: ${kinds.join(', ')}.`,

  details: 'Details',
  detailsOf: (stream: string) => `Details of ${stream}`,
  facts: {
    lag: 'Slowest change of the last read',
    read: 'Last tried',
    next: 'Next read',
    first: 'First import',
    waiting: 'Still to read',
    trouble: 'Last trouble, overcome',
  },
  lag: (theirs: string | undefined, ours: string) =>
    theirs === undefined
      ? `Stored ${ours} after we asked; TikTok Shop does not say when it changed.`
      : `${theirs} from the change at TikTok Shop until we asked, then ${ours} until it was stored.`,
  underASecond: 'under 1 sec',
  noLag: 'No change since the first import',
  first: (read: number, day: string) => `${many(read, 'record', 'records')}, done ${day}`,
  waitingNone: 'Nothing',
  overcome: (what: string, relative: string, times: number) =>
    times === 1
      ? `${what}, passed ${relative}`
      : `${what}, passed ${relative} after ${formatCount(times)} attempts`,
  troubles: {
    throttled: 'TikTok Shop asked us to slow down',
    'platform-unavailable': 'TikTok Shop did not answer',
    'scope-missing': 'The permission was missing',
    'shop-inactive': 'TikTok Shop called the shop inactive',
    'reconnect-needed': 'The authorization was no longer accepted',
    refused: 'TikTok Shop refused the request',
    internal: 'Something failed on our side',
  } as Record<string, string | undefined>,
  troubleUnknown: 'Reading failed',

  setApart: (count: number, more: boolean) =>
    `TikTok Shop refuses to show ${more ? 'more than ' : ''}${many(count, 'record', 'records')}`,
  setApartLead: (codes: number[], since: string, retry: string) =>
    `Everything else goes on. ${codes.length === 1 ? 'Its reason is code' : 'Its reasons are the codes'} ${codes.join(', ')}, first ${since}. We try again once a day, next ${retry}, and at once when you sync this now.`,

  webhooks: {
    title: 'Told at once',
    registered: (since: string) => `TikTok Shop tells us of changes at once, since ${since}.`,
    registeredUndated: 'TikTok Shop tells us of changes at once.',
    partly: (kinds: string) =>
      `TikTok Shop tells us of changes at once, but not of: ${kinds}. Those we ask for every few minutes.`,
    missing: 'TikTok Shop does not tell us of changes at once; we ask for them every few minutes.',
    'app-wide':
      'Whether TikTok Shop tells us at once is set for the whole app, not for this shop; we ask every few minutes in any case.',
    waiting:
      'Whether TikTok Shop tells us of changes at once is looked at in a moment; we ask for them until then.',
  },

  drift: (fields: number) =>
    `TikTok Shop changed ${many(fields, 'field', 'fields')} of its answers without notice`,
  driftLead: 'No record is lost over this, and we are told at once. Names of fields only:',
  driftKinds: { unknown: 'new', missing: 'missing', retyped: 'of another type' },
  driftSeen: (times: number, relative: string) => `seen ${many(times, 'time', 'times')}, last ${relative}`,

  compared: {
    none: 'Compared with TikTok Shop every night',
    same: (days: number) => `${many(days, 'day matches', 'days match')} TikTok Shop`,
    again: (days: number) => `${many(days, 'day is', 'days are')} compared again in a moment`,
    announced: 'Announced',
    announcedOf: (held: number, announced: number) =>
      announced === 0
        ? '–'
        : held === announced
          ? formatCount(announced)
          : `${formatCount(held)} of ${formatCount(announced)}`,
    announcedLead:
      'Announced: what TikTok Shop told us at once as new or changed that day, and how much of it we hold as it was told, or newer.',
    differs: (differing: number, days: number) =>
      `${formatCount(differing)} of ${many(days, 'day', 'days')} ${plural.select(differing) === 'one' ? 'differs' : 'differ'} from TikTok Shop`,
    wholeSame: (count: number) => `All ${formatCount(count)} match TikTok Shop`,
    wholeDiffers: (difference: number) =>
      `${many(Math.abs(difference), 'record', 'records')} ${difference < 0 ? 'missing here' : 'no longer at TikTok Shop'}`,
    strip: (counts: Record<DayState, number>) =>
      [
        `Last ${counts.same + counts.differs + counts.empty + counts.open} days:`,
        `${counts.same} match,`,
        `${counts.differs} ${counts.differs === 1 ? 'differs' : 'differ'},`,
        `${counts.empty} without records,`,
        `${counts.open} not compared yet.`,
      ].join(' '),
    states: { same: 'matches', differs: 'differs', empty: 'no records', open: 'not compared yet' },
    caption: (stream: string) =>
      `${stream}: what we hold compared with what TikTok Shop lists, by day of creation (UTC)`,
    day: 'Day (UTC)',
    whole: 'Whole list',
    platform: 'TikTok Shop',
    stored: 'SellerKit',
    difference: 'Difference',
    checked: 'Compared',
    legend: 'Key to the days',
    failed: 'The comparison could not be loaded.',
  },
};

/** What is known of a day. */
export type DayState = 'same' | 'differs' | 'empty' | 'open';
