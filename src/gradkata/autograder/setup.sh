#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image that grades in.
set -euo pipefail

source_dir="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
home="${GRADKATA_AUTOGRADER_HOME:-/opt/gradkata}"

apt-get update
apt-get install -y --no-install-recommends python3 python3-pip python3-venv

if python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    python3 -m venv "$home"
else
    # The image's own Python is too old, and nothing else in it is to be changed.
    python3 -m pip install uv
    python3 -m uv venv --seed --python 3.12 "$home"
fi

# Without this, torch comes with several gigabytes for graphics cards that are not there.
"$home/bin/pip" install torch --index-url https://download.pytorch.org/whl/cpu
"$home/bin/pip" install --find-links "$source_dir/wheels" 'gradkata[torch]==@VERSION@'
"$home/bin/gradkata" doctor || true
