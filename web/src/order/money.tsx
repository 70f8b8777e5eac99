import type { OrderDetail } from '../api/client';
import { formatMoney } from '../lib/money';
import { d } from '../text/details';
import { Row, Section } from './section';

/** The order in which the amounts are told; kinds that are newer than this application come before the total. */
const kinds = Object.keys(d.order.payments);

/** A kind in words; one that is newer than this application is spelled out. */
const kindName = (kind: string): string =>
  d.order.payments[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('-', ' ');

const rank = (kind: string): number => (kind in d.order.payments ? kinds.indexOf(kind) : kinds.length - 1.5);

/** Discounts come as positive amounts; a reader expects them to be taken away. */
const isTakenAway = (kind: string) => kind.endsWith('-discount');

/** The money of the whole order, by kind. */
export function Payments({ order }: { order: OrderDetail }) {
  const shown = order.payments
    .filter(({ kind, amount }) => amount.minor !== 0 || kind === 'total')
    .sort((one, other) => rank(one.kind) - rank(other.kind));
  return (
    <Section title={d.order.money} note={shown.length > 1 ? d.order.moneyNote : undefined}>
      {shown.length === 0 && <p className="text-ink-3 text-sm">{d.order.noMoney}</p>}
      <dl className="tabular">
        {shown.map(({ kind, amount }) => (
          <Row key={kind} name={kindName(kind)} total={kind === 'total'}>
            {formatMoney(isTakenAway(kind) ? { ...amount, minor: -amount.minor } : amount)}
          </Row>
        ))}
      </dl>
    </Section>
  );
}
