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

/** A tab left open across a deploy asks for chunks that are gone; it reloads itself once and gets the new ones. */
export function reloadWhenOutdated(reload: () => void = () => window.location.reload()): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (!mayReload()) return;
    event.preventDefault();
    reload();
  });
}
