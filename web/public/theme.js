// Runs before the first paint, so that a chosen theme never flashes the other one.
(() => {
  let theme = null;
  let density = null;
  try {
    theme = localStorage.getItem('sellerkit.theme');
    density = localStorage.getItem('sellerkit.density');
  } catch {}
  if (theme !== 'light' && theme !== 'dark') {
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.density = density === 'compact' ? 'compact' : 'comfortable';
})();
