// Writes .br and .gz beside every text file of the build, so that the site function only picks one.
// index.html is left alone: its <base> is written when it is served.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = new URL('../dist/', import.meta.url).pathname;
const target = new URL('../target/', import.meta.url).pathname;

// The manifest is for the size budget, not for the public.
mkdirSync(target, { recursive: true });
renameSync(join(root, '.vite/manifest.json'), join(target, 'manifest.json'));
rmSync(join(root, '.vite'), { recursive: true });

const compressible = /\.(js|css|svg|json)$/;

const walk = (dir) =>
  readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(dir, entry.name)) : [join(dir, entry.name)],
  );

for (const file of walk(root)) {
  if (!compressible.test(file) || statSync(file).size < 512) continue;
  const bytes = readFileSync(file);
  writeFileSync(
    `${file}.br`,
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  );
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
