/** Every page is a chunk of its own; hovering or focusing a link to it loads it ahead. */
export const pages = {
  orders: () => import('../pages/orders'),
  order: () => import('../pages/order'),
  reveals: () => import('../pages/reveals'),
  sync: () => import('../pages/sync'),
  shops: () => import('../pages/shops'),
  connect: () => import('../pages/connect'),
  connectReturn: () => import('../pages/connect-return'),
  connectProgress: () => import('../pages/connect-progress'),
  terms: () => import('../pages/terms'),
  termsGate: () => import('../pages/terms-gate'),
  notFound: () => import('../pages/not-found'),
};

/** Starts loading a page; a failure shows itself when the page is really opened. */
export const preload = (page: keyof typeof pages) => {
  pages[page]().catch(() => undefined);
};
