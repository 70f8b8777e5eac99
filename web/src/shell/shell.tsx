import { Menu, WifiOff } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useMedia, useOnline } from '../lib/hooks';
import { t } from '../text/en';
import { IconButton } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Skeleton } from '../ui/skeleton';
import { SkipLink } from '../ui/skip';
import { AccountMenu } from './account-menu';
import { useCurrentShop } from './current-shop';
import { OrderSearch } from './search';
import { ShortcutHelp, useShortcuts } from './shortcuts';
import { Sidebar } from './sidebar';
import { SyncNote } from './sync-note';

/** Navigation, top bar and banner slot around every page. */
export function Shell({ children }: { children: ReactNode }) {
  const { shops, shop } = useCurrentShop();
  const [, navigate] = useLocation();
  const [drawer, setDrawer] = useState(false);
  const [help, setHelp] = useState(false);
  const roomy = useMedia('(min-width: 64rem)');
  const online = useOnline();
  const search = useRef<HTMLInputElement>(null);

  useShortcuts({
    '/': () => search.current?.focus(),
    'g o': () => shop && navigate(`/shops/${shop.id}/orders`),
    'g s': () => navigate('/shops'),
    '?': () => setHelp(true),
  });

  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[224px_minmax(0,1fr)]">
      <SkipLink />
      {roomy ? (
        <div className="sticky top-0 h-dvh border-line border-r bg-surface">
          <Sidebar shops={shops} shop={shop} />
        </div>
      ) : (
        <Dialog open={drawer} onClose={() => setDrawer(false)} title={t.nav.main} drawer>
          <Sidebar shops={shops} shop={shop} onGo={() => setDrawer(false)} />
        </Dialog>
      )}
      <div className="flex min-h-dvh min-w-0 flex-col">
        <header className="sticky top-0 z-20 border-line border-b bg-surface">
          <div className="flex h-13 items-center gap-2 px-3 lg:px-6">
            {!roomy && (
              <IconButton label={t.nav.open} onClick={() => setDrawer(true)}>
                <Menu aria-hidden="true" className="size-5" />
              </IconButton>
            )}
            {shop ? <OrderSearch key={shop.id} shop={shop} inputRef={search} /> : <div className="flex-1" />}
            <div className="ml-auto flex flex-none items-center gap-1">
              {shop && <SyncNote shopId={shop.id} />}
              <AccountMenu onShortcuts={() => setHelp(true)} />
            </div>
          </div>
          <div role="status">
            {!online && (
              <p className="flex items-center gap-2 border-line border-t bg-warn-soft px-4 py-2 text-sm lg:px-6">
                <WifiOff aria-hidden="true" className="size-4 flex-none text-warn" />
                {t.offline}
              </p>
            )}
          </div>
        </header>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          {children}
        </main>
      </div>
      <ShortcutHelp open={help} onClose={() => setHelp(false)} />
    </div>
  );
}

/** The size of a page while its chunk loads. */
export const PageSkeleton = () => (
  <div className="mx-auto flex w-full max-w-[1320px] flex-col gap-4 p-4 lg:p-6">
    <Skeleton className="h-8 w-36" />
    <Skeleton className="h-96 w-full rounded-lg" />
  </div>
);
