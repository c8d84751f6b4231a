#!/usr/bin/env bash
# Everything that must hold, in one run: types, lint, build, content, tests. Last line: `N passed, N failed`;
# typecheck, lint, build and check count as one test each. Fails when anything failed or no test ran.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
exec </dev/null

has_binary() { command -v "$1" >/dev/null 2>&1 || compgen -G "/usr/lib/postgresql/*/bin/$1" >/dev/null; }
has_chinese_font() { has_binary fc-list && fc-list ':lang=zh-cn' 2>/dev/null | grep -q .; }

missing_packages() {
  has_binary redis-server || echo redis-server
  has_binary initdb || echo postgresql
  [[ -x /usr/bin/chromium ]] || echo chromium
  has_chinese_font || echo fonts-noto-cjk
}

install_packages() {
  local packages
  mapfile -t packages < <(missing_packages)
  ((${#packages[@]})) || return 0
  if [[ $EUID -eq 0 ]] && has_binary apt-get; then
    echo "Installing ${packages[*]}"
    # The tests start servers of their own; Debian's would start now and take the usual ports.
    DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get update -qq >/dev/null &&
      DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
  fi
  mapfile -t packages < <(missing_packages)
  ((${#packages[@]})) || return 0
  echo "Missing: ${packages[*]}. On Debian or Ubuntu: sudo apt-get install ${packages[*]}" >&2
}

install_modules() {
  [[ -e node_modules/.package-lock.json && ! node_modules/.package-lock.json -ot package-lock.json ]] || npm ci
}

passed=0
failed=0

step() {
  echo "== $1"
  if "${@:2}"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "== $1 failed" >&2
  fi
}

# Prints "passed failed". A file that does not load, and an error outside every test, are failures without a test.
count_tests() {
  node -e '
    const [file, status] = process.argv.slice(1)
    let report = { numPassedTests: 0, numFailedTests: 0, testResults: [] }
    try { report = JSON.parse(require("node:fs").readFileSync(file, "utf8")) } catch {}
    const broken = report.testResults.filter(suite =>
      suite.status === "failed" && !suite.assertionResults.some(test => test.status === "failed")).length
    const failed = report.numFailedTests + broken
    console.log(report.numPassedTests, failed || (status === "0" ? 0 : 1))
  ' "$1" "$2"
}

install_packages
if ! install_modules; then
  echo "0 passed, 1 failed"
  exit 1
fi

step typecheck npm run --silent typecheck
step lint npm run --silent lint
step build npm run --silent build
step check npm run --silent check

report=$(mktemp)
trap 'rm -f "$report"' EXIT
echo "== tests"
npx vitest run --reporter=default --reporter=json --outputFile.json="$report"
read -r tests_passed tests_failed < <(count_tests "$report" $?)
if ((tests_passed + tests_failed == 0)); then
  echo "No test ran." >&2
  tests_failed=1
fi

echo "$((passed + tests_passed)) passed, $((failed + tests_failed)) failed"
((failed + tests_failed == 0))
