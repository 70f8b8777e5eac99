import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { createStore, useStore } from '../lib/store';
import { t } from '../text/en';
import { IconButton } from './button';

interface Toast {
  id: number;
  text: string;
  /** `quiet` is only announced, because the page shows the result already. */
  kind: 'done' | 'error' | 'quiet';
}

const STAYS_MS = 6_000;
const store = createStore<Toast[]>([]);
let lastId = 0;

const dismiss = (id: number) => store.set(store.get().filter((toast) => toast.id !== id));

/** Says something that happened; errors stay until they are dismissed. */
export function toast(text: string, kind: Toast['kind'] = 'done'): void {
  lastId += 1;
  store.set([...store.get().slice(-2), { id: lastId, text, kind }]);
}

function Item({ item }: { item: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || item.kind === 'error') return;
    const timer = setTimeout(() => dismiss(item.id), item.kind === 'quiet' ? 1_500 : STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, item]);

  if (item.kind === 'quiet') return <div className="sr-only">{item.text}</div>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only holds the message; nothing is operated by it
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      className="pointer-events-auto flex items-center gap-2 rounded-lg border border-line bg-raised py-1.5 pr-1.5 pl-4 text-sm shadow-popup"
    >
      <span className="min-w-0">{item.text}</span>
      <IconButton label={t.common.dismiss} onClick={() => dismiss(item.id)}>
        <X aria-hidden="true" className="size-4" />
      </IconButton>
    </div>
  );
}

/** Where messages appear and are announced; one for the whole application. */
export function Toasts() {
  const items = useStore(store);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-30 flex flex-col items-center gap-2 sm:left-auto sm:items-end"
    >
      {items.map((item) => (
        <Item key={item.id} item={item} />
      ))}
    </div>
  );
}
