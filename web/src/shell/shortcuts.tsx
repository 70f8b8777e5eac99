import { useEffect, useRef } from 'react';
import { setPreference, usePreferences } from '../lib/preferences';
import { t } from '../text/en';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

const SEQUENCE_MS = 1_000;

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/** Calls an action for a key or a pair of keys such as `g o`, unless somebody types or has turned it off. */
export function useShortcuts(actions: Record<string, () => void>): void {
  const { shortcuts } = usePreferences();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    if (shortcuts === 'off') return;
    let first: { key: string; at: number } | undefined;
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (typing(event.target) || document.querySelector('dialog[open]')) return;
      const pair = first && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${event.key}` : '';
      const action = latest.current[pair] ?? latest.current[event.key];
      first = { key: event.key, at: event.timeStamp };
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [shortcuts]);
}

/** The list of shortcuts, and the switch that turns them off. */
export function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { shortcuts } = usePreferences();
  return (
    <Dialog open={open} onClose={onClose} title={t.shortcuts.title}>
      <div className="flex flex-col gap-3 p-4">
        <p className="text-ink-2 text-sm">{t.shortcuts.intro}</p>
        <dl className="flex flex-col">
          {t.shortcuts.rows.map(({ keys, does }) => (
            <div
              key={does}
              className="flex items-center justify-between border-line border-b py-2 last:border-b-0"
            >
              <dt className="text-sm">{does}</dt>
              <dd className="flex items-center gap-1 text-ink-3 text-xs">
                {keys.map((key, index) => (
                  <span key={key} className="flex items-center gap-1">
                    {index > 0 && t.shortcuts.followedBy}
                    <kbd className="grid h-5 min-w-5 place-items-center rounded-sm border border-line bg-sunken px-1 font-sans text-2xs text-ink-2">
                      {key}
                    </kbd>
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <div>
          <Button onClick={() => setPreference('shortcuts', shortcuts === 'on' ? 'off' : 'on')}>
            {shortcuts === 'on' ? t.shortcuts.turnOff : t.shortcuts.turnOn}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
