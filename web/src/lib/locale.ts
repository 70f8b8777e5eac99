/** The reader's English: figures and dates follow it, so that words and numbers speak one language. */
export const locale = (): string =>
  (navigator.languages ?? [navigator.language]).find((tag) => /^en\b/i.test(tag)) ?? 'en-GB';

let counts: { tag: string; format: Intl.NumberFormat } | undefined;

/** A whole number with the locale's grouping. */
export function formatCount(value: number): string {
  const tag = locale();
  if (counts?.tag !== tag) counts = { tag, format: new Intl.NumberFormat(tag) };
  return counts.format.format(value);
}

/** A region code as people say it: `US` is "United States". Unknown codes stay as they are. */
export function regionName(code: string): string {
  try {
    return new Intl.DisplayNames([locale()], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
