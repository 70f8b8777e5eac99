import { expect, type Page } from '@playwright/test';

/** Collects what must never happen: a refused policy, an uncaught error, a failed script. */
export function watch(page: Page): () => void {
  const seen: string[] = [];
  page.on('pageerror', (error) => seen.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (/Content Security Policy|TrustedHTML|TrustedScript|Refused to/i.test(text)) seen.push(text);
  });
  return () => expect(seen, 'policy violations and uncaught errors').toEqual([]);
}
