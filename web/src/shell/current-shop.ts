import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useRoute } from 'wouter';
import type { Shop } from '../api/client';
import { shopsQuery } from '../api/queries';

const KEY = 'sellerkit.shop';

/** The shop last looked at in this browser. */
export function lastShop(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** All shops, and the one that is meant now: the address's, the last one, or the first. */
export function useCurrentShop(): { shops: Shop[]; shop?: Shop } {
  const { data: shops = [] } = useQuery(shopsQuery());
  const [, params] = useRoute('/shops/:shopId/orders/*?');
  const named = shops.find(({ id }) => id === params?.shopId);
  const shop = named ?? shops.find(({ id }) => id === lastShop()) ?? shops[0];
  const namedId = named?.id;
  useEffect(() => {
    if (!namedId) return;
    try {
      localStorage.setItem(KEY, namedId);
    } catch {
      // Without storage the first shop is the start page.
    }
  }, [namedId]);
  return { shops, shop };
}
