import { formatCount } from '../lib/locale';
import type { Summary } from '../shell/sync-state';

const plural = new Intl.PluralRules('en');
const many = (count: number, one: string, other: string): string =>
  `${formatCount(count)} ${plural.select(count) === 'one' ? one : other}`;

/** Every word that the application says. Sentences with figures are functions, so that their grammar can follow. */
export const t = {
  product: 'SellerKit',
  tagline: 'The back office TikTok Shop sellers trust with their data',
  title: (page: string) => `${page} · SellerKit`,

  common: {
    tryAgain: 'Try again',
    loading: 'Loading…',
    updating: 'Updating…',
    cancel: 'Cancel',
    close: 'Close',
    back: 'Back',
    reload: 'Reload',
    signIn: 'Sign in',
    signOut: 'Sign out',
    createAccount: 'Create account',
    skip: 'Skip to content',
    copy: (what: string) => `Copy ${what}`,
    copied: 'Copied',
    copyFailed: 'Your browser did not allow copying',
    supportCode: 'Support code',
    copySupportCode: 'Copy support code',
    dismiss: 'Dismiss',
  },

  nav: {
    main: 'Main',
    footer: 'About',
    orders: 'Orders',
    shops: 'Shops',
    reveals: 'Reveals',
    connect: 'Connect a shop',
    terms: 'Terms & privacy',
    open: 'Open navigation',
    close: 'Close navigation',
    home: 'SellerKit, start page',
    chooseShop: (name: string) => `Shop: ${name}. Choose another`,
    yourShops: 'Your shops',
    addShop: 'Connect another shop',
  },

  account: {
    menu: 'Account and appearance',
    signedInAs: 'Signed in as',
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    density: 'Rows',
    densities: { comfortable: 'Comfortable', compact: 'Compact' },
    times: 'Times',
    zones: { local: (zone: string) => zone.replace(/^.*\//, '').replaceAll('_', ' '), utc: 'UTC' },
    shortcuts: 'Single-key shortcuts',
    shortcutsStates: { on: 'On', off: 'Off' },
    shortcutHelp: 'Keyboard shortcuts',
  },

  shortcuts: {
    title: 'Keyboard shortcuts',
    intro: 'They work while you are not typing. You can turn them off here or in the account menu.',
    rows: [
      { keys: ['/'], does: 'Search orders' },
      { keys: ['g', 'o'], does: 'Go to orders' },
      { keys: ['g', 's'], does: 'Go to shops' },
      { keys: ['k'], does: 'Newer order, on the page of an order' },
      { keys: ['j'], does: 'Older order, on the page of an order' },
      { keys: ['?'], does: 'Show this list' },
      { keys: ['Esc'], does: 'Close what is open' },
    ],
    followedBy: 'then',
    turnOff: 'Turn shortcuts off',
    turnOn: 'Turn shortcuts on',
  },

  landing: {
    title: 'Welcome',
    heading: 'Your TikTok Shop orders, in step and in safe hands',
    lead: 'SellerKit keeps a complete, current picture of your shop’s orders in one calm place. Your buyers’ data is encrypted under a key of your shop’s own.',
    points: [
      {
        title: 'In step with TikTok Shop',
        text: 'New and changed orders arrive by themselves. Every page says how current it is.',
      },
      {
        title: 'Find any order at once',
        text: 'By order ID, SKU or tracking number, by status or by date, with exact totals in each currency.',
      },
      {
        title: 'Yours, and only yours',
        text: 'Never sold, never used for advertising, never used to train AI models. You connect a shop knowing what is read and why.',
      },
    ],
    terms: 'Read the terms and the privacy policy',
    refused: 'You did not accept the terms, so nothing about you was stored.',
  },

  signIn: {
    leaving: 'Taking you to the sign-in page…',
    returning: 'Signing you in…',
    failures: {
      denied: {
        title: 'You are not signed in',
        text: 'The sign-in was cancelled before it finished. Nothing has changed.',
      },
      mismatch: {
        title: 'This sign-in could not be finished',
        text: 'The page was opened again, or in another tab than the one it began in. Please sign in once more.',
      },
      unreachable: {
        title: 'The sign-in service cannot be reached',
        text: 'Check your connection and try again. If it stays like this, the service may be down for a moment.',
      },
      expired: {
        title: 'Your session has ended',
        text: 'Please sign in again; you come back to this page.',
      },
    },
    again: 'Sign in again',
    toStart: 'Go to the start page',
  },

  terms: {
    page: 'Terms & privacy',
    lastUpdated: (day: string) => `Last updated ${day}`,
    version: (version: string) => `Version ${version}`,
    contents: 'Contents',
    gateTitle: 'Before you start',
    gateLead: 'Please read how SellerKit works with your data. Nothing about you is stored until you accept.',
    newTitle: 'The terms have changed',
    newLead: (accepted: string, day: string) =>
      `You accepted version ${accepted}. A newer one is in force since ${day}; please read it before you go on.`,
    outdated:
      'A newer version appeared while you were reading. It is shown below; please look at it once more.',
    adult: 'I am at least 18 years old',
    adultNeeded: 'SellerKit is for people who are at least 18. Please tick the box if you are.',
    acceptExplained:
      'By accepting you agree to the terms of service and confirm that you have read the privacy policy.',
    accept: 'Accept and continue',
    refuse: 'I do not accept',
    refusedTitle: 'You have not accepted the terms',
    refusedNew: 'That is fine. No account was opened and nothing about you was stored by SellerKit.',
    refusedExisting:
      'That is fine. Your earlier acceptance and your data stay as they are, but SellerKit can only be used under the current terms.',
    readAgain: 'Read them again',
    read: (title: string) => `Read: ${title}`,
  },

  connect: {
    page: 'Connect a shop',
    steps: ['Choose region', 'Approve at TikTok', 'Confirm shops', 'First import'],
    stepOf: (step: number, of: number) => `Step ${step} of ${of}`,
    title: 'Connect your TikTok Shop',
    lead: 'You approve at TikTok Shop and come back here. Nothing is connected until you confirm the shops by name.',
    region: 'Where does your shop sell?',
    regionHint: 'It decides which TikTok Shop sign-in opens. Choose where your seller account was opened.',
    regions: {
      US: { name: 'United States', hint: 'Seller Center US' },
      ROW: { name: 'Everywhere else', hint: 'United Kingdom, Europe, Asia, Mexico, cross-border' },
    },
    begin: 'Continue to TikTok Shop',
    beginning: 'Opening TikTok Shop…',
    whatWeRead: 'What SellerKit reads',
    required: 'Required',
    optional: 'Optional',
    never: 'What SellerKit never does',
    permissionsFailed: 'The list of permissions could not be loaded.',
  },

  completion: {
    page: 'Confirm your shops',
    checking: 'Asking TikTok Shop which shops you approved…',
    title: 'Confirm your shops',
    lead: (seller: string) => `${seller} approved SellerKit at TikTok Shop. Choose the shops to connect.`,
    fromAppStore:
      'This began at TikTok’s App Store, not here. Connect only if you installed SellerKit yourself just now.',
    shops: 'Shops',
    ownership: {
      new: { label: 'New', text: 'Will be connected to your account.' },
      yours: { label: 'Yours already', text: 'Connected to your account; its authorization is renewed.' },
      'another-account': {
        label: 'In another account',
        text: 'Belongs to another SellerKit account, so it cannot be connected here. Sign in with that account instead.',
      },
    },
    sellerTypes: { local: 'Local', 'cross-border': 'Cross-border' },
    missing: 'Some permissions were not granted',
    missingHow: 'You can grant them later by connecting again.',
    connect: (count: number) => (count === 1 ? 'Connect 1 shop' : `Connect ${formatCount(count)} shops`),
    chooseOne: 'Choose at least one shop.',
    connecting: 'Connecting…',
    cancel: 'Cancel',
    cancelling: 'Cancelling…',
    cancelled: 'Nothing was connected. What TikTok Shop handed over has been destroyed.',
    none: 'None of these shops can be connected to your account.',
    expires: (time: string) => `Please confirm before ${time}; after that you would approve again.`,
  },

  /** Each way in which connecting can end, with what it means; the way on is always to start again or to go to the shops. */
  connectProblems: {
    'connect-nothing-pending': {
      title: 'Nothing is waiting to be confirmed',
      text: 'There is no approval from TikTok Shop in this browser. It may have been finished already, or begun in another browser.',
    },
    'connect-denied': {
      title: 'You did not approve SellerKit',
      text: 'TikTok Shop says that the request was declined. Nothing was connected.',
    },
    'connect-code-missing': {
      title: 'TikTok Shop sent you back without an approval',
      text: 'The answer was incomplete, so nothing was connected. Please start again.',
    },
    'connect-state-unknown': {
      title: 'This approval did not begin here',
      text: 'For your safety it was not used. Please start again from this page.',
    },
    'connect-state-expired': {
      title: 'The approval took too long',
      text: 'A connection has to be approved within ten minutes. Please start again.',
    },
    'connect-state-used': {
      title: 'This approval was used already',
      text: 'Each approval works once. If your shop is not among your shops, please start again.',
    },
    'connect-other-person': {
      title: 'Somebody else began this connection',
      text: 'It can only be finished by the person who began it. Sign in as that person, or start again yourself.',
    },
    'connect-code-refused': {
      title: 'TikTok Shop no longer accepts this approval',
      text: 'Approvals are valid for a short time and work once. Please start again.',
    },
    'connect-no-shops': {
      title: 'This approval reaches no shop',
      text: 'The seller account you approved with has no shop that SellerKit may read. Check the account at TikTok Shop, then start again.',
    },
    'connect-not-a-seller': {
      title: 'This is not a seller account',
      text: 'You approved with a creator or partner account. Sign in at TikTok Shop as the shop’s main account, then start again.',
    },
    'connect-expired': {
      title: 'The confirmation came too late',
      text: 'What TikTok Shop handed over has been destroyed. Please approve again.',
    },
    'connect-shop-not-authorized': {
      title: 'A chosen shop was not approved',
      text: 'TikTok Shop did not include it in the approval. Please start again and approve that shop.',
    },
    'connect-shop-owned': {
      title: 'A chosen shop belongs to another account',
      text: 'It stays where it is. Choose other shops, or sign in with the account that it belongs to.',
    },
    'connect-platform-unavailable': {
      title: 'TikTok Shop does not answer right now',
      text: 'Your approval is kept for a while. Please try again in a minute.',
    },
    'connect-scope-required': {
      title: 'A needed permission was not granted',
      text: 'Without the permission to see your authorized shops nothing can be connected. Please start again and leave it ticked.',
    },
  } as Record<string, { title: string; text: string } | undefined>,
  startAgain: 'Start again',
  toShops: 'Go to shops',

  progress: {
    page: 'First import',
    title: 'Importing your orders',
    doneTitle: 'Your orders are here',
    lead: 'You can leave this page; the import goes on by itself.',
    doneLead: 'From now on new and changed orders arrive by themselves.',
    of: (read: number, total: number) => `${formatCount(read)} of ${many(total, 'order', 'orders')}`,
    soFar: (read: number) => `${many(read, 'order', 'orders')} so far`,
    waiting: 'Waiting to begin…',
    left: (span: string) => `about ${span} left`,
    done: (read: number) => `${many(read, 'order', 'orders')} imported`,
    toOrders: 'Go to orders',
    announced: (shop: string, percent: number) => `${shop}: ${percent} % imported`,
    announcedDone: (shop: string) => `${shop}: import finished`,
    titlePercent: (percent: number) => `${percent} % imported`,
    bar: (shop: string) => `Import of ${shop}`,
    nothing: 'There are no orders to import yet.',
  },

  streams: {
    states: {
      waiting: 'Waiting',
      importing: 'Importing',
      'catching-up': 'Catching up',
      'in-step': 'In step',
      delayed: 'Delayed',
      off: 'Off',
      failing: 'Needs attention',
    },
    asOf: (relative: string) => `as of ${relative}`,
    synced: (relative: string) => (relative === 'now' ? 'In step, just now' : `In step, ${relative}`),
    importing: (percent: number | undefined) =>
      percent === undefined ? 'Importing' : `Importing, ${percent} %`,
    nextTry: (relative: string) => `Next try ${relative}`,
    running: 'Checking now…',
    /** What is not worth a word is left out. */
    summary: (counts: Summary) =>
      [
        counts['in-step'] === counts.all
          ? `All ${formatCount(counts.all)} in step`
          : `${formatCount(counts['in-step'])} of ${formatCount(counts.all)} in step`,
        ...(
          [
            ['importing', 'importing'],
            ['catching-up', 'catching up'],
            ['waiting', 'waiting to begin'],
            ['delayed', 'delayed'],
            ['failing', 'failing'],
            ['off', 'off'],
          ] as const
        )
          .filter(([state]) => counts[state] > 0)
          .map(([state, word]) => `${formatCount(counts[state])} ${word}`),
      ].join(', '),
    details: 'Sync details',
    detailsOf: (shop: string) => `Sync details of ${shop}`,
    orders: (relative: string) => `Orders as of ${relative}`,
  },

  shops: {
    page: 'Shops',
    emptyTitle: 'No shop connected yet',
    emptyText: 'Connect your TikTok Shop to see its orders here, complete and current.',
    connect: 'Connect a shop',
    connectAnother: 'Connect another shop',
    connection: (seller: string) => `Authorized by ${seller}`,
    connectedOn: (day: string) => `Connected ${day}`,
    endsOn: (day: string) => `Authorization ends ${day}`,
    endsSoon: (day: string, left: number) =>
      left === 0
        ? `The authorization at TikTok Shop ends today. Renew it to stay in step; nothing is lost.`
        : `The authorization at TikTok Shop ends ${day}, in ${many(left, 'day', 'days')}. Renew it before then to stay in step; nothing is lost.`,
    renew: 'Renew at TikTok Shop',
    renewing: 'Opening TikTok Shop…',
    disconnected: 'Disconnected',
    disconnectedBy: {
      you: (day: string) => `You disconnected this shop on ${day}.`,
      tiktok: (day: string) => `The authorization was ended at TikTok Shop on ${day}.`,
      'daily-check': (day: string) =>
        `On ${day} the daily check found that the authorization had ended at TikTok Shop.`,
    },
    deleteOn: (day: string, left: number) =>
      `What was read stays here read-only and is deleted on ${day} (in ${many(left, 'day', 'days')}). Reconnect before then to keep it and go on.`,
    unreadable: (count: number) =>
      `${many(count, 'order', 'orders')} could not be read and ${plural.select(count) === 'one' ? 'is' : 'are'} missing.`,
    endless: 'Authorization has no end date',
    ended: (day: string) => `Authorization ended ${day}`,
    reconnectNeeded: 'Reconnect needed',
    reconnectWhy:
      'TikTok Shop no longer accepts this authorization. Reconnect to bring the orders up to date again.',
    reconnect: 'Reconnect',
    connected: 'Connected',
    region: 'Region',
    type: 'Seller type',
    shopId: 'Shop ID',
    dataLocation: 'Data stored in',
    dataLocations: { us: 'United States', sg: 'Singapore', local: 'This computer' } as Record<
      string,
      string | undefined
    >,
    streams: 'Data',
    state: 'State',
    asOf: 'As of',
    missing: 'Not granted at TikTok Shop',
    syncNow: 'Sync now',
    syncAsked: (shop: string) => `Asked TikTok Shop for what is new in ${shop}.`,
    syncPending: 'Syncing…',
    tooSoon: (seconds: number) =>
      `That was asked for a moment ago. Try again in ${many(seconds, 'second', 'seconds')}.`,
    alreadyRunning: 'A sync is running already.',
    syncReconnect: 'Reconnect this shop first.',
    syncFailed: 'The sync could not be started.',
    viewOrders: 'View orders',
    viewOrdersOf: (shop: string) => `View orders of ${shop}`,
    watchImport: 'Watch the import',
    syncUnknown: 'State unknown right now',
  },

  orders: {
    page: 'Orders',
    of: (shop: string) => `Orders of ${shop}`,
    statuses: {
      UNPAID: 'Unpaid',
      ON_HOLD: 'On hold',
      AWAITING_SHIPMENT: 'To ship',
      PARTIALLY_SHIPPING: 'Partly shipped',
      AWAITING_COLLECTION: 'Awaiting pickup',
      IN_TRANSIT: 'In transit',
      DELIVERED: 'Delivered',
      COMPLETED: 'Completed',
      CANCELLED: 'Cancelled',
    } as Record<string, string | undefined>,
    all: 'All',
    tabs: 'Order status',
    search: 'Search orders',
    searchPlaceholder: 'Order ID, SKU or tracking number',
    searchPlaceholderShort: 'ID, SKU or tracking',
    searchIn: (shop: string) => `Search the orders of ${shop} by order ID, SKU or tracking number`,
    clearSearch: 'Clear search',
    searched: (q: string) => `Results for “${q}”`,
    searchedHow: 'Exact matches of an order ID, seller SKU or tracking number, in all statuses and dates.',
    foundBy: {
      'order-id': 'matched by order ID',
      'seller-sku': 'matched by seller SKU',
      'tracking-number': 'matched by tracking number',
    },
    placedFilter: 'Placed',
    ranges: {
      any: 'Any time',
      today: 'Today',
      '7d': 'Last 7 days',
      '30d': 'Last 30 days',
      custom: 'Choose dates…',
    },
    from: 'From',
    to: 'To',
    inZone: (zone: string) => `days in ${zone}`,
    rangeBackwards: 'The first day is after the last one.',
    clearFilters: 'Clear filters',
    onPage: (count: number) => `${many(count, 'order', 'orders')} on this page`,
    sumOf: (count: number, amount: string) => `${amount} from ${formatCount(count)}`,
    newestFirst: 'newest first',
    columns: {
      order: 'Order',
      placed: 'Placed',
      items: 'Items',
      status: 'Status',
      tracking: 'Tracking',
      total: 'Total',
    },
    caption: 'Orders, newest first',
    sample: 'Sample',
    cod: 'Cash on delivery',
    quantity: (quantity: number, name: string) => `${formatCount(quantity)} × ${name}`,
    moreLines: (count: number) => `${formatCount(count)} more`,
    fewerLines: 'Show fewer',
    sku: (sku: string) => `SKU ${sku}`,
    noLines: 'No items',
    noTracking: '—',
    noTotal: '—',
    overdue: 'Overdue',
    shipBy: (relative: string) => `ship ${relative}`,
    shipByTitle: (moment: string) => `To be shipped by ${moment}`,
    overdueSince: (relative: string) => `since ${relative.replace(/\s*ago$/, '')}`,
    orderId: 'order ID',
    trackingNumber: 'tracking number',
    newer: 'Newer',
    older: 'Older',
    paging: 'Pages',
    toNewest: 'Newest orders',
    times: (zone: string) => `Times in ${zone}`,
    emptyTitle: 'No orders yet',
    emptyText: 'As soon as your shop has an order at TikTok Shop, it appears here by itself.',
    filteredTitle: 'No orders match these filters',
    filteredText: 'Try another status or more days.',
    notFoundTitle: (q: string) => `Nothing found for “${q}”`,
    notFoundText:
      'The search looks for an exact order ID, seller SKU or tracking number. Check for a missing digit, or whether the order is in another shop.',
    importing: (read: string) => `The first import is running: ${read}. Orders and sums are those so far.`,
    importingWaiting: 'The first import is about to begin. Orders appear here as they arrive.',
    watch: 'Watch the import',
    asOf: (relative: string) => `as of ${relative}`,
    notUpdatedSince: (relative: string) => `These orders are as of ${relative}.`,
    offTitle: 'No orders to show',
    offText:
      'Connect the shop once more and leave the permission for orders ticked; they arrive by themselves then.',
    badCursor: 'This link to a page of orders no longer works. Start from the newest orders.',
    shopGoneTitle: 'This shop is not in your account',
    shopGoneText: 'It may have been disconnected, or it belongs to another account.',
    notUpdated: (relative: string) => `Could not be updated just now; shown as of ${relative}.`,
    unreadable: (count: number) =>
      `${many(count, 'order', 'orders')} of the first import could not be read and ${plural.select(count) === 'one' ? 'is' : 'are'} missing here. If you miss one, tell support its order ID.`,
  },

  /** Why orders are not in step: what it means, and what happens next. */
  conditions: {
    throttled: {
      title: 'TikTok Shop asked SellerKit to slow down.',
      next: 'Nothing is lost: it goes on by itself.',
    },
    'platform-unavailable': {
      title: 'TikTok Shop does not answer right now.',
      next: 'SellerKit keeps trying by itself, and catches up on everything.',
    },
    'scope-missing': {
      title: 'The permission to read orders was not granted at TikTok Shop.',
      next: 'Orders stay off until you reconnect and leave that permission ticked.',
    },
    'shop-inactive': {
      title: 'TikTok Shop says that this shop is not active.',
      next: 'Check its state in Seller Center; SellerKit looks again by itself.',
    },
    'reconnect-needed': {
      title: 'TikTok Shop no longer accepts the authorization.',
      next: 'The orders stay as they were; reconnect to bring them up to date.',
    },
    refused: {
      title: 'TikTok Shop refuses to hand out orders.',
      next: 'It is tried again by itself. If it stays like this, please tell support.',
    },
    incomplete: {
      title: 'TikTok Shop did not give SellerKit every order it says there is.',
      next: 'SellerKit asks for them again by itself.',
    },
    internal: {
      title: 'Something does not work on our side.',
      next: 'Your data is safe, and it is tried again by itself. If it stays like this, please tell support.',
    },
    stale: {
      title: 'New orders have not been looked for in a while.',
      next: 'SellerKit looks again by itself.',
    },
  } as Record<string, { title: string; next: string } | undefined>,

  errors: {
    title: 'This could not be loaded',
    unreachable: 'SellerKit cannot be reached. Check your connection and try again.',
    unavailable:
      'Something does not work on our side right now. Your data is safe; please try again in a moment.',
    forbidden: 'You are signed in, but may not see this.',
    'too-many-requests': 'That was a lot at once. Please wait a moment and try again.',
    'not-found': 'There is nothing here, or it is not yours to see.',
    unauthorized: 'You are not signed in any more.',
    other: 'This did not work. Please try again.',
    crashedTitle: 'Something went wrong on this page',
    crashedText: 'Your data is safe. Reload the page to go on.',
    forbiddenTitle: 'You may not see this',
  },

  offline: 'You are offline. What you see is what was loaded last.',
  online: 'You are online again.',

  notFound: {
    page: 'Page not found',
    title: 'There is no such page',
    text: 'The link may be old or mistyped.',
    toStart: 'Go to the start page',
  },
};
