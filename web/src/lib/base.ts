/** Where the application is served: the path of `<base href>`, ending in a slash. */
export const basePath = (): string => new URL(document.baseURI).pathname.replace(/[^/]*$/, '');

/** The router's base: the same path without its final slash; empty at the root. */
export const routerBase = (): string => basePath().replace(/\/$/, '');

/** The absolute address of a path inside the application, such as `signin`. */
export const absolute = (path = ''): string => new URL(basePath() + path, window.location.origin).href;

/** The current path, query and hash inside the application, starting with a slash. */
export const currentPath = (): string => {
  const { pathname, search, hash } = window.location;
  const base = routerBase();
  const inside = pathname.startsWith(base) ? pathname.slice(base.length) : pathname;
  return `${inside || '/'}${search}${hash}`;
};
