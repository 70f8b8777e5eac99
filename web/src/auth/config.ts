import { absolute } from '../lib/base';

/** What the site function says about where it is deployed. */
export interface SiteConfig {
  authority: string;
  clientId: string;
  scope: string;
  logoutUrl: string;
  region: string;
}

let loading: Promise<SiteConfig> | undefined;

/** Reads `config.json` once; a failure is forgotten, so that the next call tries again. */
export function siteConfig(): Promise<SiteConfig> {
  loading ??= fetch(absolute('config.json'), { headers: { accept: 'application/json' } })
    .then((response) => {
      if (!response.ok) throw new Error(`config.json answered ${response.status}`);
      return response.json() as Promise<SiteConfig>;
    })
    .catch((cause: unknown) => {
      loading = undefined;
      throw cause;
    });
  return loading;
}
