import { useState } from 'react';
import type { OrderRow } from '../api/client';
import { t } from '../text/en';

const describe = (line: OrderRow['lines'][number]) => t.orders.quantity(line.quantity, line.productName);

/** What was ordered: the first item at once, the others on demand. */
export function OrderLines({ lines }: { lines: OrderRow['lines'] }) {
  const [open, setOpen] = useState(false);
  const [first, ...others] = lines;
  if (!first) return <span className="text-ink-3">{t.orders.noLines}</span>;
  const shown = open ? lines : [first];
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {shown.map((line, index) => {
        const variant = [line.skuName, line.sellerSku && t.orders.sku(line.sellerSku)]
          .filter(Boolean)
          .join(' · ');
        return (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: an order may hold the same item twice, and its lines never move
            key={index}
            className="flex min-w-0 items-baseline gap-2"
          >
            <span
              className={open ? 'min-w-0' : 'min-w-0 truncate'}
              title={variant ? `${describe(line)} · ${variant}` : describe(line)}
            >
              {describe(line)}
              {open && variant && <span className="block text-ink-3 text-xs">{variant}</span>}
            </span>
            {index === 0 && others.length > 0 && (
              <button
                type="button"
                aria-expanded={open}
                onClick={() => setOpen(!open)}
                className="-my-0.5 min-h-6 flex-none rounded-sm px-1.5 text-accent-ink text-xs hover:bg-accent-soft"
              >
                {open ? t.orders.fewerLines : `+ ${t.orders.moreLines(others.length)}`}
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}
