#!/usr/bin/env bash
# Installs exactly what package-lock.json names, and does nothing when that is what is installed already.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "Node.js 20.19 or newer is needed to build the browser application, and was not found." >&2
  exit 1
fi
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  echo "Node.js 20.19 or newer is needed to build the browser application; found $(node --version)." >&2
  exit 1
fi

if cmp -s package-lock.json node_modules/.installed-lock; then
  exit 0
fi
npm ci --prefer-offline --no-progress --loglevel=error
cp package-lock.json node_modules/.installed-lock
