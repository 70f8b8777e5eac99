import { Keyboard, LogOut } from 'lucide-react';
import { useId } from 'react';
import { signOut, useSession } from '../auth/session';
import { type Preferences, setPreference, usePreferences } from '../lib/preferences';
import { localZone } from '../lib/time';
import { t } from '../text/en';
import { cx } from '../ui/cx';
import { Popover } from '../ui/menu';

function Choice<K extends keyof Preferences>({
  name,
  label,
  options,
}: {
  name: K;
  label: string;
  options: [Preferences[K], string][];
}) {
  const id = useId();
  const chosen = usePreferences()[name];
  return (
    <fieldset className="flex items-center justify-between gap-4 px-3 py-1.5">
      <legend className="float-left text-ink-2 text-sm">{label}</legend>
      <div className="flex rounded-md bg-sunken p-0.5">
        {options.map(([value, text]) => (
          <label
            key={value}
            className={cx(
              'relative flex min-h-7 cursor-pointer items-center rounded-sm px-2.5 text-xs pointer-coarse:min-h-9',
              'has-focus-visible:outline-2 has-focus-visible:outline-focus',
              value === chosen ? 'bg-surface font-medium text-ink shadow-card' : 'text-ink-2 hover:text-ink',
            )}
          >
            <input
              type="radio"
              name={`${id}-${name}`}
              className="absolute inset-0 cursor-pointer opacity-0"
              checked={value === chosen}
              onChange={() => setPreference(name, value)}
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const entry =
  'focus-inset flex min-h-8 w-full items-center gap-2.5 rounded-md px-3 text-sm text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:min-h-10';

/** Who is signed in, how it looks, and the way out. */
export function AccountMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const session = useSession();
  const email = session.status === 'signed-in' ? session.email : undefined;
  return (
    <Popover
      label={t.account.menu}
      align="end"
      button={
        <span
          aria-hidden="true"
          className="grid size-7 place-items-center rounded-full bg-neutral-soft font-semibold text-neutral text-xs uppercase"
        >
          {(email ?? 'S').slice(0, 2)}
        </span>
      }
      buttonClass="grid size-8 place-items-center rounded-full hover:bg-hover pointer-coarse:size-10"
      panelClass="w-72 p-1.5"
    >
      {(close) => (
        <>
          {email && (
            <div className="mb-1.5 border-line border-b px-3 pt-1.5 pb-2.5">
              <div className="text-ink-3 text-xs">{t.account.signedInAs}</div>
              <div className="truncate font-medium text-sm" title={email}>
                {email}
              </div>
            </div>
          )}
          <Choice
            name="theme"
            label={t.account.theme}
            options={[
              ['system', t.account.themes.system],
              ['light', t.account.themes.light],
              ['dark', t.account.themes.dark],
            ]}
          />
          <Choice
            name="density"
            label={t.account.density}
            options={[
              ['comfortable', t.account.densities.comfortable],
              ['compact', t.account.densities.compact],
            ]}
          />
          {localZone() !== 'UTC' && (
            <Choice
              name="zone"
              label={t.account.times}
              options={[
                ['local', t.account.zones.local(localZone())],
                ['utc', t.account.zones.utc],
              ]}
            />
          )}
          <Choice
            name="shortcuts"
            label={t.account.shortcuts}
            options={[
              ['on', t.account.shortcutsStates.on],
              ['off', t.account.shortcutsStates.off],
            ]}
          />
          <div className="mt-1.5 border-line border-t pt-1.5">
            <button
              type="button"
              className={entry}
              onClick={() => {
                close();
                onShortcuts();
              }}
            >
              <Keyboard aria-hidden="true" className="size-4" />
              {t.account.shortcutHelp}
            </button>
            <button type="button" className={entry} onClick={() => signOut()}>
              <LogOut aria-hidden="true" className="size-4" />
              {t.common.signOut}
            </button>
          </div>
        </>
      )}
    </Popover>
  );
}
