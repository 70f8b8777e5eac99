import { Moon, Sun } from 'lucide-react';
import { useMedia } from '../lib/hooks';
import { setPreference, usePreferences } from '../lib/preferences';
import { t } from '../text/en';
import { IconButton } from '../ui/button';

/** One button that turns light into dark and back. */
export function ThemeSwitch() {
  const { theme } = usePreferences();
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const dark = theme === 'dark' || (theme === 'system' && systemDark);
  const Icon = dark ? Sun : Moon;
  const next = dark ? 'light' : 'dark';
  return (
    <IconButton
      label={`${t.account.theme}: ${t.account.themes[next]}`}
      onClick={() => setPreference('theme', next)}
    >
      <Icon aria-hidden="true" className="size-4" />
    </IconButton>
  );
}
