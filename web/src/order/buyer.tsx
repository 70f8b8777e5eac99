import { EyeOff, LockKeyhole } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { OrderDetail, Revealed } from '../api/client';
import { regionName } from '../lib/locale';
import { formatTime } from '../lib/time';
import { d } from '../text/details';
import { Button } from '../ui/button';
import { Copy } from '../ui/copy';
import { RevealDialog } from './reveal';
import { Row, Section } from './section';

const SHOWN_MS = 5 * 60_000;

/** The buyer: hidden, then for a while what was revealed. It is kept nowhere but on this page. */
export function Buyer({ shopId, order, zone }: { shopId: string; order: OrderDetail; zone: string }) {
  const [asking, setAsking] = useState(false);
  const [revealed, setRevealed] = useState<Revealed>();
  useEffect(() => {
    if (!revealed) return;
    const timer = setTimeout(() => setRevealed(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [revealed]);

  if (order.buyer.state === 'absent') {
    return (
      <Section title={d.order.buyer}>
        <p className="text-ink-3 text-sm">{d.order.absent}</p>
      </Section>
    );
  }
  return (
    <Section title={d.order.buyer} note={revealed ? d.order.hides : d.order.hiddenNote}>
      {revealed ? (
        <Details revealed={revealed} zone={zone} onHide={() => setRevealed(undefined)} />
      ) : (
        <div className="flex flex-col gap-3">
          <dl>
            <Row name={d.order.fields.name}>
              <span className="inline-flex items-center gap-1.5 text-ink-3">
                <LockKeyhole aria-hidden="true" className="size-3.5" />
                {d.order.hidden}
              </span>
            </Row>
            {order.buyer.country && <Row name={d.order.country}>{regionName(order.buyer.country)}</Row>}
          </dl>
          <div>
            <Button onClick={() => setAsking(true)}>{d.order.reveal}</Button>
          </div>
        </div>
      )}
      <RevealDialog
        open={asking}
        onClose={() => setAsking(false)}
        shopId={shopId}
        orderId={order.id}
        onRevealed={(answer) => {
          setAsking(false);
          setRevealed(answer);
        }}
      />
    </Section>
  );
}

/** The address as it is written on a parcel: the smallest part of a place first. */
export function addressLines({ buyer }: Pick<Revealed, 'buyer'>): string[] {
  const country = buyer.country ? regionName(buyer.country) : '';
  const places = buyer.places
    .filter(({ name }) => ![buyer.city, buyer.country, country].includes(name))
    .map(({ name }) => name)
    .reverse();
  const place = [buyer.city, ...places].filter(Boolean).join(', ');
  return [...buyer.addressLines, [place, buyer.postalCode].filter(Boolean).join(' '), country].filter(
    (line, index, all) => line !== '' && all.indexOf(line) === index,
  );
}

function Details({ revealed, zone, onHide }: { revealed: Revealed; zone: string; onHide: () => void }) {
  const { buyer } = revealed;
  const lines = addressLines(revealed);
  const masked = JSON.stringify(buyer).includes('*');
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="text-ink-2 text-xs">
        {d.order.revealed(formatTime(revealed.revealedAt, zone))}
      </p>
      <dl className="flex flex-col gap-2.5 text-sm">
        <Part name={d.order.fields.name} text={buyer.name} />
        <Part name={d.order.fields.address} text={[buyer.name, ...lines].filter(Boolean).join('\n')}>
          <address className="not-italic">
            {lines.map((line) => (
              <span key={line} className="block break-words">
                {line}
              </span>
            ))}
          </address>
        </Part>
        <Part name={d.order.fields.phone} text={buyer.phone} />
        <Part name={d.order.fields.email} text={buyer.email} />
        <Part name={d.order.fields.message} text={buyer.message} />
      </dl>
      {masked && <p className="text-ink-3 text-xs">{d.order.masked}</p>}
      <div>
        <Button icon={<EyeOff aria-hidden="true" className="size-4" />} onClick={onHide}>
          {d.order.hide}
        </Button>
      </div>
    </div>
  );
}

function Part({ name, text, children }: { name: string; text: string | undefined; children?: ReactNode }) {
  if (!text) return null;
  return (
    <div>
      <dt className="text-ink-3 text-xs">{name}</dt>
      <dd className="flex items-start justify-between gap-2">
        <div className="min-w-0 break-words">{children ?? text}</div>
        <Copy text={text} what={name.toLowerCase()} secret />
      </dd>
    </div>
  );
}
