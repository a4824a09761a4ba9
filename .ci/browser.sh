#!/bin/sh
# Find a browser with Chinese and Tibetan fonts for the browser tests, as a reader's machine has them; install
# Debian's where that is allowed.
set -eu

browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
fonts() {
  command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn family)" ] && [ -n "$(fc-list :lang=bo family)" ]
}

browser >/dev/null && fonts && exit 0

root=""
if [ "$(id -u)" -ne 0 ]; then root="sudo -n"; fi
if command -v apt-get >/dev/null && $root true 2>/dev/null; then
  log=$(mktemp)
  { $root apt-get update -q \
    && $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
       chromium fontconfig fonts-noto-cjk fonts-noto-core; } >"$log" 2>&1 || tail -3 "$log" >&2
  rm -f "$log"
fi

browser >/dev/null || { echo '浏览器测试需要 chromium：请安装 chromium、fonts-noto-cjk 和 fonts-noto-core 后重试。' >&2; exit 1; }
