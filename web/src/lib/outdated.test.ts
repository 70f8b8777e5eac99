import { describe, expect, it, vi } from 'vitest';
import { loadOrReload } from './outdated';

const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

describe('a chunk that a deploy took away', () => {
  it('reloads the page once, and not again right after', async () => {
    const reload = vi.fn();
    const pending = loadOrReload(gone, reload);
    await expect(
      Promise.race([pending, new Promise((done) => setTimeout(done, 5, 'waiting'))]),
    ).resolves.toBe('waiting');
    await expect(loadOrReload(gone, reload)).rejects.toThrow('Failed to fetch');
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('does not reload while there is no connection', async () => {
    const reload = vi.fn();
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    await expect(loadOrReload(gone, reload)).rejects.toThrow('Failed to fetch');
    expect(reload).not.toHaveBeenCalled();
  });
});
