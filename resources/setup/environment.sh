# Sourced by `start` and `test`: makes the project's environment in .venv from uv.lock.
# Run again, it only checks. Nothing is written outside this folder but system packages and uv's cache.
# Debian's Python refuses `pip install` outside a virtual environment and may lack the venv module, so uv
# is put into .tools with `pip --target` and makes the environment itself.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# With it, every process compiles TensorFlow and MLflow anew, and takes three times as long to start.
unset PYTHONDONTWRITEBYTECODE

readonly uv_version=0.13.9
# Qt's platform plug-in for X11 needs these; Debian's and Ubuntu's minimal images have none of them.
readonly qt_packages=(
  libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
  libxcb-image0 libxcb-render-util0 libxcb-xinerama0 libdbus-1-3 libfontconfig1 libglib2.0-0
  fonts-dejavu-core
)

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

find_python() {
  local candidate
  for candidate in python3.11 python3.12 python3.13 python3; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  say "Python 3.11, 3.12 or 3.13 is needed and was not found."
  return 1
}

# Installs the named Debian packages that are missing; says so and goes on where that is not possible.
install_system_packages() {
  command -v dpkg-query >/dev/null || return 0
  local package missing=() as_root=()
  for package in "$@"; do
    # A renamed package (libglib2.0-0t64 on Ubuntu) counts through what it provides.
    case $(dpkg-query -W -f '${Status}\n' "$package" "${package}t64" 2>/dev/null || true) in
      *'ok installed'*) ;;
      *) missing+=("$package") ;;
    esac
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "Not installed (no sudo): ${missing[*]}"; return 0; }
    as_root=(sudo)
  fi
  say "Installing system packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# fetch_uv PYTHON
fetch_uv() {
  [ "$(.tools/bin/uv --version 2>/dev/null | cut -d' ' -f2)" = "$uv_version" ] && return 0
  say "Fetching uv $uv_version"
  PIP_ROOT_USER_ACTION=ignore "$1" -m pip install --quiet --disable-pip-version-check --no-warn-script-location \
    --upgrade --target .tools "uv==$uv_version"
}

# make_environment [uv sync options]
make_environment() {
  local python
  python=$(find_python)
  fetch_uv "$python"
  [ -d .venv ] || say "Making the environment in .venv (some minutes, once)"
  UV_PYTHON_DOWNLOADS=never .tools/bin/uv sync --frozen --quiet --python "$python" "$@"
}
