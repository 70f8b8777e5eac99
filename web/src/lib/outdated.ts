const KEY = 'sellerkit.reloaded-at';
const AGAIN_AFTER_MS = 30_000;

/** Whether a reload may help: not when one was tried a moment ago. */
function mayReload(): boolean {
  try {
    const before = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - before < AGAIN_AFTER_MS) return false;
    sessionStorage.setItem(KEY, String(Date.now()));
    return true;
  } catch {
    return false;
  }
}

/**
 * Loads a chunk. A tab left open across a deploy asks for chunks that are gone: it reloads itself once, at the
 * address that was wanted, and gets the new ones.
 */
export async function loadOrReload<T>(
  load: () => Promise<T>,
  reload = () => window.location.reload(),
): Promise<T> {
  try {
    return await load();
  } catch (error) {
    // Without a connection a reload would only take away what is still shown.
    if (!navigator.onLine || !mayReload()) throw error;
    reload();
    return new Promise<T>(() => undefined);
  }
}
