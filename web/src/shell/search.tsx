import { Search as SearchIcon } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { Shop } from '../api/client';
import { useMedia } from '../lib/hooks';
import { usePreferences } from '../lib/preferences';
import { t } from '../text/en';

/** Finds orders of the current shop by an exact number; the address carries the search. */
export function OrderSearch({
  shop,
  inputRef,
}: {
  shop: Shop;
  inputRef: RefObject<HTMLInputElement | null>;
}) {
  const [, navigate] = useLocation();
  const narrow = useMedia('(max-width: 30rem)');
  const [params] = useSearchParams();
  const { shortcuts } = usePreferences();
  const searched = params.get('q') ?? '';
  const [text, setText] = useState(searched);
  useEffect(() => setText(searched), [searched]);

  return (
    <search className="min-w-0 flex-1">
      <form
        className="relative max-w-md"
        onSubmit={(event) => {
          event.preventDefault();
          const q = text.trim();
          navigate(`/shops/${shop.id}/orders${q ? `?${new URLSearchParams({ q })}` : ''}`);
        }}
      >
        <SearchIcon
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
        />
        <input
          ref={inputRef}
          type="search"
          name="q"
          value={text}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          aria-label={t.orders.searchIn(shop.name)}
          placeholder={narrow ? t.orders.searchPlaceholderShort : t.orders.searchPlaceholder}
          onChange={(event) => {
            setText(event.target.value);
            if (event.target.value === '' && searched) navigate(`/shops/${shop.id}/orders`);
          }}
          className="control h-8 w-full border border-line bg-sunken pr-8 pl-8.5 text-ink placeholder:text-ink-3 hover:border-edge focus:border-edge pointer-coarse:h-10"
        />
        {shortcuts === 'on' && !text && (
          // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a key cap is only drawn, nothing focuses it
          <kbd
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 right-2 hidden h-5 min-w-5 -translate-y-1/2 place-items-center rounded-sm border border-line bg-surface font-sans text-2xs text-ink-3 sm:grid pointer-coarse:hidden"
          >
            /
          </kbd>
        )}
      </form>
    </search>
  );
}
