// Holds the build to its size budget: what the first screen of a signed-in seller needs, gzip, in bytes.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KB = 1024;
const budgets = { firstRouteScript: 130 * KB, furtherPageScript: 25 * KB, styles: 12 * KB };

const dist = new URL('../dist/', import.meta.url);
let manifest;
try {
  manifest = JSON.parse(readFileSync(new URL('../target/manifest.json', import.meta.url), 'utf8'));
} catch {
  console.error('No build to measure: run `npm run build` first.');
  process.exit(1);
}

const gzipBytes = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

/** The files of a chunk and of everything that it imports statically. */
const closure = (key, seen = new Set()) => {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
};
const sum = (keys) => [...keys].reduce((total, key) => total + gzipBytes(manifest[key].file), 0);

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const pages = Object.keys(manifest).filter(
  (key) => key.startsWith('src/pages/') && manifest[key].isDynamicEntry,
);
const oidc = Object.keys(manifest).find((key) => key.endsWith('auth/oidc.ts'));
const orders = pages.find((key) => key.endsWith('orders.tsx'));
if (!entry || !oidc || !orders) {
  console.error('The build has no entry, sign-in or orders chunk; the budget cannot be checked.');
  process.exit(1);
}

const first = new Set([...closure(entry), ...closure(oidc), ...closure(orders)]);
const styles = new Set(Object.values(manifest).flatMap((chunk) => chunk.css ?? []));

const rows = [
  ['first route script (shell, sign-in, orders)', sum(first), budgets.firstRouteScript],
  ['styles', [...styles].reduce((total, file) => total + gzipBytes(file), 0), budgets.styles],
  ...pages.map((page) => [
    `page ${page.replace('src/pages/', '')}`,
    sum([...closure(page)].filter((key) => key === page || !first.has(key))),
    budgets.furtherPageScript,
  ]),
];

let failed = false;
for (const [name, bytes, budget] of rows) {
  const over = bytes > budget;
  failed ||= over;
  const line = `${name}: ${(bytes / KB).toFixed(1)} KB gzip of ${budget / KB} KB`;
  if (over) console.error(`over budget: ${line}`);
  else if (process.argv.includes('--verbose')) console.log(line);
}
process.exit(failed ? 1 : 0);
