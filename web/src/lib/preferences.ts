import { createStore, useStore } from './store';
import { localZone } from './time';

/** What a person set for this browser. Nothing here says who they are. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  density: 'comfortable' | 'compact';
  zone: 'local' | 'utc';
  shortcuts: 'on' | 'off';
}

const allowed: { [K in keyof Preferences]: readonly Preferences[K][] } = {
  theme: ['system', 'light', 'dark'],
  density: ['comfortable', 'compact'],
  zone: ['local', 'utc'],
  shortcuts: ['on', 'off'],
};

function read<K extends keyof Preferences>(key: K): Preferences[K] {
  const options = allowed[key];
  const fallback = options[0] as Preferences[K];
  try {
    const stored = localStorage.getItem(`sellerkit.${key}`);
    return options.find((option) => option === stored) ?? fallback;
  } catch {
    return fallback;
  }
}

const store = createStore<Preferences>({
  theme: read('theme'),
  density: read('density'),
  zone: read('zone'),
  shortcuts: read('shortcuts'),
});

function apply({ theme, density }: Preferences): void {
  const dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.documentElement.dataset.density = density;
}

/** Keeps the page in step with the preferences and with the system's theme. */
export function startPreferences(): void {
  apply(store.get());
  store.subscribe(() => apply(store.get()));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => apply(store.get()));
}

export function setPreference<K extends keyof Preferences>(key: K, value: Preferences[K]): void {
  store.set({ ...store.get(), [key]: value });
  try {
    localStorage.setItem(`sellerkit.${key}`, value);
  } catch {
    // A browser that stores nothing still gets its way until the page is closed.
  }
}

export const usePreferences = (): Preferences => useStore(store);

/** The zone in which times are shown. */
export const useZone = (): string => (useStore(store).zone === 'utc' ? 'UTC' : localZone());
