import { Check, ChevronsUpDown, Eye, Plus, ShieldCheck, ShoppingBag, Store } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { Shop } from '../api/client';
import { regionName } from '../lib/locale';
import { t } from '../text/en';
import { cx } from '../ui/cx';
import { Popover } from '../ui/menu';
import { Mark } from './logo';
import { type pages, preload } from './pages';

function NavItem({
  href,
  icon,
  page,
  current,
  onGo,
  children,
}: {
  href: string;
  icon: ReactNode;
  page: keyof typeof pages;
  current: boolean;
  onGo?: () => void;
  children: ReactNode;
}) {
  return (
    <Link
      href={href}
      onClick={onGo}
      onMouseEnter={() => preload(page)}
      onFocus={() => preload(page)}
      aria-current={current ? 'page' : undefined}
      className={cx(
        'nav-item flex h-8 items-center gap-2.5 rounded-md px-2.5 text-base pointer-coarse:h-10',
        current ? 'bg-accent-soft font-medium text-accent-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
      )}
    >
      {icon}
      {children}
    </Link>
  );
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .filter((letter) => /\p{L}|\p{N}/u.test(letter))
    .slice(0, 2)
    .join('')
    .toUpperCase();

function ShopTile({ shop }: { shop: Shop }) {
  return (
    <>
      <span
        aria-hidden="true"
        className="grid size-7 flex-none place-items-center rounded-md bg-accent font-semibold text-on-accent text-xs"
      >
        {initials(shop.name)}
      </span>
      <span className="min-w-0 flex-1 text-left">
        <span className="block truncate font-semibold text-base leading-4.5">{shop.name}</span>
        <span className="block truncate text-ink-3 text-xs">{regionName(shop.region)}</span>
      </span>
    </>
  );
}

function ShopSwitcher({ shops, shop, onGo }: { shops: Shop[]; shop: Shop; onGo?: () => void }) {
  if (shops.length === 1) {
    return (
      <div className="flex items-center gap-2.5 px-2 py-1.5" title={shop.name}>
        <ShopTile shop={shop} />
      </div>
    );
  }
  return (
    <Popover
      label={t.nav.chooseShop(shop.name)}
      button={
        <>
          <ShopTile shop={shop} />
          <ChevronsUpDown aria-hidden="true" className="size-4 flex-none text-ink-3" />
        </>
      }
      buttonClass="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-hover"
      panelClass="w-64 p-1.5"
    >
      {(close) => (
        <>
          <div className="px-2.5 py-1 text-ink-3 text-xs">{t.nav.yourShops}</div>
          {shops.map((each) => (
            <Link
              key={each.id}
              href={`/shops/${each.id}/orders`}
              onClick={() => {
                close();
                onGo?.();
              }}
              aria-current={each.id === shop.id ? 'true' : undefined}
              className="focus-inset flex min-h-10 items-center gap-2.5 rounded-md px-2.5 hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm">{each.name}</span>
                <span className="block truncate text-ink-3 text-xs">{regionName(each.region)}</span>
              </span>
              {each.id === shop.id && <Check aria-hidden="true" className="size-4 text-accent-ink" />}
            </Link>
          ))}
          <Link
            href="/connect"
            onClick={() => {
              close();
              onGo?.();
            }}
            className="focus-inset mt-1.5 flex min-h-9 items-center gap-2.5 rounded-md border-line px-2.5 text-ink-2 text-sm hover:bg-hover hover:text-ink"
          >
            <Plus aria-hidden="true" className="size-4" />
            {t.nav.addShop}
          </Link>
        </>
      )}
    </Popover>
  );
}

/** The navigation: only what works, the current shop on top, the terms at the bottom. */
export function Sidebar({ shops, shop, onGo }: { shops: Shop[]; shop?: Shop; onGo?: () => void }) {
  const [path] = useLocation();
  return (
    <div className="flex h-full flex-col gap-3 px-3 py-3">
      <nav aria-label={t.nav.main} className="flex flex-col gap-0.5">
        <div className="mb-2.5">
          {shop ? (
            <ShopSwitcher shops={shops} shop={shop} onGo={onGo} />
          ) : (
            <Link
              href="/"
              onClick={onGo}
              aria-label={t.nav.home}
              className="flex items-center gap-2.5 rounded-md px-2 py-1.5 font-semibold text-base"
            >
              <Mark />
              {t.product}
            </Link>
          )}
        </div>
        {shop && (
          <NavItem
            href={`/shops/${shop.id}/orders`}
            page="orders"
            icon={<ShoppingBag aria-hidden="true" className="size-4" />}
            current={/\/orders(\/|$)/.test(path)}
            onGo={onGo}
          >
            {t.nav.orders}
          </NavItem>
        )}
        <NavItem
          href="/shops"
          page="shops"
          icon={<Store aria-hidden="true" className="size-4" />}
          current={path === '/shops' || path.endsWith('/sync')}
          onGo={onGo}
        >
          {t.nav.shops}
        </NavItem>
        {shop && (
          <NavItem
            href="/reveals"
            page="reveals"
            icon={<Eye aria-hidden="true" className="size-4" />}
            current={path === '/reveals'}
            onGo={onGo}
          >
            {t.nav.reveals}
          </NavItem>
        )}
        {!shop && (
          <NavItem
            href="/connect"
            page="connect"
            icon={<Plus aria-hidden="true" className="size-4" />}
            current={path.startsWith('/connect')}
            onGo={onGo}
          >
            {t.nav.connect}
          </NavItem>
        )}
      </nav>
      <nav aria-label={t.nav.footer} className="mt-auto border-line border-t pt-3">
        <NavItem
          href="/terms"
          page="terms"
          icon={<ShieldCheck aria-hidden="true" className="size-4" />}
          current={path === '/terms'}
          onGo={onGo}
        >
          {t.nav.terms}
        </NavItem>
      </nav>
    </div>
  );
}
