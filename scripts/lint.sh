#!/usr/bin/env bash
# Sets up and runs every check of the source; each is run even if one before it finds something.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/setup.sh lint
python=.venv/bin/python
failed=()

check() {
    local name=$1
    shift
    echo "== $name"
    "$python" -m "$@" || failed+=("$name")
}

# mypy searches the package under its own name, regardless of the folder name of the repository.
mkdir -p build/plugins
ln -sfn "$PWD" build/plugins/stfusion

check "ruff check" ruff check .
check "ruff format" ruff format --check --diff .
check "mypy" mypy
echo "== imports"
PYTHONPATH=build/plugins "${python%/*}/lint-imports" --no-logo --cache-dir build/cache/imports || failed+=("imports")
# As the plugin repository scans an upload: all shipped files, and no findings are allowed.
check "bandit" bandit --quiet --recursive __init__.py plugin.py algorithms core models
# No findings are allowed; the scan itself has no exit code for findings.
echo "== detect-secrets"
shipped=$(git ls-files __init__.py plugin.py metadata.txt README.md CHANGELOG.md algorithms core models resources)
# shellcheck disable=SC2086 # one file name a word
"$python" -m detect_secrets scan $shipped | "$python" -c '
import json, sys
found = json.load(sys.stdin)["results"]
for name, ones in found.items():
    for one in ones:
        print(name, one["line_number"], one["type"])
sys.exit(bool(found))' || failed+=("detect-secrets")

if ((${#failed[@]} > 0)); then
    echo "Findings in: ${failed[*]}" >&2
    exit 1
fi
echo "No findings."
