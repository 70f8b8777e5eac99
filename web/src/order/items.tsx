import type { OrderDetail } from '../api/client';
import { locale } from '../lib/locale';
import { formatMoney, type Money } from '../lib/money';
import { statusName } from '../orders/status';
import { d } from '../text/details';
import { t } from '../text/en';
import { Badge } from '../ui/badge';
import { Copy } from '../ui/copy';
import { Section } from './section';

type Line = OrderDetail['lines'][number];

const times = (money: Money, count: number): Money => ({ ...money, minor: money.minor * count });
const negative = (money: Money): Money => times(money, -1);
const isSome = (money: Money | undefined): money is Money => money !== undefined && money.minor !== 0;

/** A rate such as `0.081` as people write it; what is no number stays as it is. */
function percent(rate: string | undefined): string | undefined {
  if (!rate || Number.isNaN(Number(rate))) return rate;
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 3 }).format(Number(rate));
}

/** What the price of one piece is made of, in words. */
function parts(line: Line): string[] {
  const { unitPrice, originalPrice, sellerDiscount, platformDiscount } = line;
  const said: string[] = [];
  if (isSome(originalPrice) && originalPrice.minor !== unitPrice?.minor)
    said.push(d.order.parts.original(formatMoney(originalPrice)));
  if (isSome(sellerDiscount)) said.push(d.order.parts.seller(formatMoney(negative(sellerDiscount))));
  if (isSome(platformDiscount)) said.push(d.order.parts.platform(formatMoney(negative(platformDiscount))));
  for (const tax of line.taxes) {
    if (isSome(tax.amount)) said.push(d.order.parts.tax(formatMoney(tax.amount), percent(tax.rate)));
  }
  return said;
}

/** What was ordered, and the money of each line. */
export function Items({ order }: { order: OrderDetail }) {
  const detailed = order.lines.some((line) => parts(line).length > 0);
  return (
    <Section title={d.order.items} note={detailed ? d.order.eachNote : undefined}>
      {order.lines.length === 0 && <p className="text-ink-3 text-sm">{t.orders.noLines}</p>}
      <ul className="-my-1 divide-y divide-line empty:hidden">
        {order.lines.map((line, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: an order may hold the same item twice, and its lines never move
            key={index}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2.5 text-sm"
          >
            <div className="min-w-0 flex-1 basis-56">
              <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                <span className="min-w-0 font-medium break-words">
                  {t.orders.quantity(line.quantity, line.productName)}
                </span>
                {line.gift && <Badge>{d.order.gift}</Badge>}
                {line.status && line.status !== order.status && <Badge>{statusName(line.status)}</Badge>}
              </div>
              <div className="mt-0.5 flex flex-wrap items-center gap-x-2 text-ink-3 text-xs">
                {line.skuName && <span>{line.skuName}</span>}
                {line.sellerSku && (
                  <span className="inline-flex items-center gap-0.5">
                    {t.orders.sku(line.sellerSku)}
                    <Copy text={line.sellerSku} what={d.order.sku} />
                  </span>
                )}
              </div>
              {parts(line).length > 0 && (
                <p className="mt-0.5 text-ink-3 text-xs tabular">{parts(line).join(' · ')}</p>
              )}
              {line.cancelReason && (
                <p className="mt-0.5 text-ink-2 text-xs">{d.order.cancelled(line.cancelReason)}</p>
              )}
            </div>
            {line.unitPrice && (
              <div className="ml-auto text-right tabular">
                <div className="font-medium">{formatMoney(times(line.unitPrice, line.quantity))}</div>
                {line.quantity > 1 && (
                  <div className="text-ink-3 text-xs">
                    {t.orders.quantity(line.quantity, formatMoney(line.unitPrice))}
                  </div>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The parcels, with what is in each. */
export function Packages({ order }: { order: OrderDetail }) {
  return (
    <Section title={d.order.packages}>
      {order.packages.length === 0 && <p className="text-ink-3 text-sm">{d.order.noPackages}</p>}
      <ul className="-my-1 divide-y divide-line empty:hidden">
        {order.packages.map((parcel, index) => {
          const inside = order.lines.filter((line) => parcel.id && line.packageId === parcel.id);
          return (
            <li key={parcel.id ?? `${index}`} className="py-2.5 text-sm">
              <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="font-medium">{parcel.provider ?? d.order.packageUnknown}</span>
                {parcel.status && <Badge>{statusName(parcel.status)}</Badge>}
              </div>
              {parcel.trackingNumbers.length === 0 && (
                <p className="text-ink-3 text-xs">{d.order.noTracking}</p>
              )}
              {parcel.trackingNumbers.map((number) => (
                <div key={number} className="mt-0.5 flex min-h-6 min-w-0 items-center gap-1 tabular">
                  <span className="min-w-0 break-all">{number}</span>
                  <Copy text={number} what={t.orders.trackingNumber} />
                </div>
              ))}
              {parcel.id && (
                <div className="flex min-h-6 min-w-0 items-center gap-1 text-ink-3 text-xs">
                  <span className="min-w-0 break-all">{d.order.package(parcel.id)}</span>
                  <Copy text={parcel.id} what={d.order.packageId} />
                </div>
              )}
              {order.packages.length > 1 && inside.length > 0 && (
                <p className="mt-0.5 text-ink-3 text-xs">
                  {d.order.contains(
                    inside.map((line) => t.orders.quantity(line.quantity, line.productName)).join(', '),
                  )}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
