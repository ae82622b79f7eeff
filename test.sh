#!/usr/bin/env bash
# Builds everything once and runs every suite. The last line is the count: "N passed, N failed[, N skipped]".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly all_suites=(Domain Ledger Server Browser Web)

usage() {
    cat <<'TEXT'
usage: ./test.sh [SUITE ...]

Suites: Domain Ledger Server Browser Web. Without a name, all of them run.
  Domain, Ledger   pure .NET
  Server           .NET with PostgreSQL, Redis, coturn, and Go and Node for verifiers that were not written here
  Browser          Chromium against the running server
  Web              the TypeScript client: types, lint and unit tests

What is missing (chromium, postgresql, redis-server, coturn, Go) is installed with apt where that is possible. With CI=true a
component that is still missing is a failure; otherwise the tests that need it say so themselves.
The exit code is 0 only when at least one test ran, none failed and every suite finished.
TEXT
}

suites=()
for argument in "$@"; do
    case "$argument" in
        -h | --help) usage; exit 0 ;;
        *)
            suite="${argument#Telehealth.}"; suite="${suite%.Tests}"
            [[ " ${all_suites[*]} " == *" $suite "* ]] || { echo "Unknown suite: $argument" >&2; usage >&2; exit 2; }
            suites+=("$suite") ;;
    esac
done
[ ${#suites[@]} -gt 0 ] || suites=("${all_suites[@]}")

ci="${CI:-false}"
passed=0 failed=0 skipped=0
broken=()
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
# Tests run most code a few times only: instrumenting it for a later, better compilation is time lost.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NO_COLOR=1 DOTNET_TieredPGO=0
# A registry that hangs is asked again, well before the tests that wait for it give up.
export npm_config_fetch_retries=5 npm_config_fetch_timeout=30000 npm_config_prefer_offline=true

selected() { [[ " ${suites[*]} " == *" $1 "* ]]; }
broke() { broken+=("$1"); echo "FAILED: $1" >&2; }

finish() {
    local rc=0
    if [ $((passed + failed)) -eq 0 ]; then broke "no test ran"; fi
    if [ ${#broken[@]} -gt 0 ]; then printf 'Failed: %s\n' "${broken[@]}"; rc=1; fi
    if [ "$failed" -gt 0 ]; then rc=1; fi
    local line="$passed passed, $failed failed"
    if [ "$skipped" -gt 0 ]; then line+=", $skipped skipped"; fi
    echo "$line"
    exit "$rc"
}

# --- components ---

postgres_bin() {
    local folder
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V -r) "$(dirname "$(command -v initdb 2>/dev/null || echo /none/initdb)")"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then echo "$folder"; return 0; fi
    done
    return 1
}
chromium_path() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

have() {
    case "$1" in
        postgresql) postgres_bin >/dev/null ;;
        chromium) chromium_path >/dev/null ;;
        redis-server) command -v redis-server >/dev/null ;;
        coturn) command -v turnserver >/dev/null ;;
        golang-go) command -v go >/dev/null ;;
        golang-golang-x-mod-dev) dpkg -L golang-golang-x-mod-dev >/dev/null 2>&1 ;;
    esac
}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

install_missing() {
    local component missing=()
    for component in "$@"; do have "$component" || missing+=("$component"); done
    if [ ${#missing[@]} -gt 0 ] && command -v apt-get >/dev/null; then
        echo "Installing ${missing[*]}"
        {
            as_root apt-get update -qq &&
                as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
        } >"$logs/apt" 2>&1 || tail -n 5 "$logs/apt" >&2
    fi
    for component in "$@"; do
        have "$component" && continue
        if [ "$ci" = true ]; then broke "$component is missing"; else echo "$component is missing: the tests that need it cannot run" >&2; fi
    done
}

needed=()
if selected Server; then needed+=(postgresql redis-server coturn golang-go golang-golang-x-mod-dev); fi
if selected Browser; then needed+=(chromium); fi
if [ ${#needed[@]} -gt 0 ]; then install_missing "${needed[@]}"; fi
if folder=$(postgres_bin); then export TELEHEALTH_POSTGRES_BIN="$folder"; fi
if browser=$(chromium_path); then export TELEHEALTH_CHROMIUM="$browser"; fi

# --- the browser client ---

web_restore() {
    if [ "$ci" != true ] && [ node_modules/.package-lock.json -nt package-lock.json ] && [ node_modules/.package-lock.json -nt package.json ]; then return 0; fi
    npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json
}

web_tests() {
    local report="$logs/vitest.json" rc=0 p f s
    npx --no-install vitest run --reporter=default --reporter=json --outputFile.json="$report" || rc=$?
    read -r p f s < <(node -e '
        const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
        console.log(r.numPassedTests, r.numFailedTests, r.numPendingTests + r.numTodoTests)' "$report" 2>/dev/null || echo 0 0 0)
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    if [ "$rc" -ne 0 ] && [ "$f" -eq 0 ]; then broke "Web did not finish (exit code $rc)"; fi
}

if [ -f src/web/package.json ] && { selected Web || selected Server || selected Browser; }; then
    pushd src/web >/dev/null
    if ! web_restore; then
        broke "npm ci"
    else
        if selected Web; then
            npm run --silent typecheck || broke "typecheck"
            npm run --silent lint || broke "lint"
            web_tests
        fi
        if npm run --silent build; then
            npm run --silent size || broke "the patient's script is too large"
        else
            broke "web build"
        fi
    fi
    popd >/dev/null
fi

# --- .NET ---

projects=()
for suite in "${suites[@]}"; do
    if [ "$suite" != Web ]; then projects+=("tests/Telehealth.$suite.Tests"); fi
done

build() { dotnet build "$1" -p:SkipClientBuild=true -v minimal || { broke "build of $1"; finish; }; }

dotnet_tests() {
    local project="$1" log rc=0 p f s
    log="$logs/$(basename "$project")"
    echo "== $project"
    # Servers that start by the hundred compile more than they run, above all the code that they generate; the pure suites run what they compile for long.
    local minimal=1
    case "$project" in *.Domain.Tests | *.Ledger.Tests) minimal=0 ;; esac
    DOTNET_JITMinOpts=$minimal timeout "${SUITE_TIMEOUT:-30m}" dotnet test "$project" --no-build 2>&1 | tee "$log" || rc=$?
    read -r p f s < <(awk '
        /(Passed|Failed|Skipped)! +- Failed: / {
            gsub(",", "")
            for (i = 1; i < NF; i++) { if ($i == "Failed:") F += $(i + 1); if ($i == "Passed:") P += $(i + 1); if ($i == "Skipped:") S += $(i + 1) }
        }
        END { print P + 0, F + 0, S + 0 }' "$log")
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    if [ "$rc" -ne 0 ] && [ "$f" -eq 0 ]; then broke "$(basename "$project") did not finish (exit code $rc)"; fi
    if grep -q 'Test Run Aborted\|test run was aborted' "$log"; then broke "$(basename "$project") was aborted"; fi
}

if [ ${#projects[@]} -eq $((${#all_suites[@]} - 1)) ]; then
    build Telehealth.sln
else
    for project in ${projects[@]+"${projects[@]}"}; do build "$project"; done
fi

# Tests start and kill the server by the hundred: as it ships, compiled ahead, each is ready sooner. Where it cannot be published, the built one serves.
if selected Server || selected Browser; then
    if dotnet publish src/Telehealth.Server -c Debug --use-current-runtime --no-self-contained -p:PublishReadyToRun=true -p:SkipClientBuild=true -o "$logs/server" -v minimal; then
        export TELEHEALTH_SERVER="$logs/server/Telehealth.Server.dll"
    else
        echo "The server could not be published: the tests start the built one." >&2
    fi
fi
for project in ${projects[@]+"${projects[@]}"}; do dotnet_tests "$project"; done
finish
