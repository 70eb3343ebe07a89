#!/usr/bin/env bash
# Runs the QGIS tests in the QGIS of the next Debian (3.40 in Debian 13), in a separate folder: build/compat/root.
# Arguments are passed to pytest, by default tests/qgis. Requires root for mounts; nothing is installed on this machine.
#
#     KEEP=1 scripts/compat.sh     keep the root folder for the next run, which then starts immediately
#     MIRROR=<address>             a Debian mirror; by default that of this machine's apt
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$(pwd -P)
readonly ROOT
readonly SUITE=trixie
readonly BASE=$ROOT/build/compat
readonly INSIDE=$BASE/root
readonly BUILT=$BASE/built
readonly LOG=$BASE/build.log
readonly PACKAGES=(
    qgis python3-qgis qgis-providers git python3-pytest python3-hypothesis python3-rasterio python3-scipy python3-matplotlib
    python3-numba python3-safetensors python3-torch python3-pip
)

fail() {
    printf 'stfusion: %s\n' "$*" >&2
    exit 1
}

((EUID == 0)) || fail "make compat mounts /proc in a folder of its own and needs root: sudo make compat."
command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap."
# Uses a separate mount namespace, so that all mounts end with this script, however it ends.
if [[ -z ${STFUSION_COMPAT:-} ]]; then
    STFUSION_COMPAT=1 exec unshare --mount --propagation private "$ROOT/scripts/compat.sh" "$@"
fi

mkdir -p "$BASE"
exec 9>"$ROOT/build/compat.lock"
flock --nonblock 9 || fail "another make compat is at work in build/compat."

mounted() {
    awk -v inside="$INSIDE/" 'index($5, inside) == 1 {print $5}' /proc/self/mountinfo | sort -r
}

unmount() {
    local place
    while read -r place; do
        umount "$place" || umount --lazy "$place"
    done < <(mounted)
}

tear_down() {
    unmount
    [[ -n ${KEEP:-} && -e $BUILT ]] && return
    [[ -z $(mounted) ]] || fail "$INSIDE is still mounted, so that it was not deleted."
    rm -rf --one-file-system "$BASE"
}

inside() {
    chroot "$INSIDE" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        OMP_NUM_THREADS="${OMP_NUM_THREADS:-$(nproc)}" CI="${CI:-}" "$@"
}

step() {
    if ! "$@" >>"$LOG" 2>&1; then
        tail -n 30 "$LOG" >&2
        fail "this failed: $*"
    fi
}

mirror() {
    local found
    found=$(grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -n 1 || true)
    echo "${MIRROR:-${found:-http://deb.debian.org/debian}}"
}

mount_system() {
    mount -t proc proc "$INSIDE/proc"
    mount --rbind /dev "$INSIDE/dev"
    mount --rbind /sys "$INSIDE/sys"
}

build() {
    local began=$SECONDS
    echo "Building Debian $SUITE with QGIS in build/compat (a few minutes, 3 GB, log in build/compat/build.log)"
    rm -rf --one-file-system "$INSIDE"
    mkdir -p "$BASE"
    : >"$LOG"
    step debootstrap --variant=minbase --include=ca-certificates "$SUITE" "$INSIDE" "$(mirror)"
    # Services of packages are not started there.
    printf '#!/bin/sh\nexit 101\n' >"$INSIDE/usr/sbin/policy-rc.d"
    chmod +x "$INSIDE/usr/sbin/policy-rc.d"
    cp -L /etc/resolv.conf "$INSIDE/etc/resolv.conf"
    local settings
    for settings in /etc/apt/apt.conf.d/*proxy*; do
        [[ -f $settings ]] && cp "$settings" "$INSIDE/etc/apt/apt.conf.d/"
    done
    mount_system
    step inside apt-get update -q
    step inside apt-get install -q -y --no-install-recommends "${PACKAGES[@]}"
    step inside apt-get clean
    touch "$BUILT"
    echo "Built in $((SECONDS - began)) s"
}

# The tests read only the last commit and their own files, so a copy of the working tree becomes a repository there.
# Its folder is not named after the plugin, because tests search for that name in paths.
copy_source() {
    rm -rf "${INSIDE:?}/source"
    mkdir "$INSIDE/source"
    git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
        [[ -e $file && ! -L $file ]] && printf '%s\0' "$file"
    done | tar -c --null --no-recursion --files-from=- | tar -x --no-same-owner -C "$INSIDE/source"
    inside sh -c 'cd /source && git init -q && git add -A && git -c user.name=compat -c user.email=compat@localhost commit -q -m compat'
    local shared=${STFUSION_SHARED:-$ROOT/../shared}
    if [[ -d $shared ]]; then
        mkdir -p "$INSIDE/shared"
        mount --bind -o ro "$shared" "$INSIDE/shared"
    fi
}

trap tear_down EXIT
trap 'exit 130' INT TERM HUP
if [[ -e $BUILT ]]; then
    echo "Using the root in build/compat"
    mount_system
else
    build
fi
copy_source
(($# > 0)) || set -- tests/qgis
began=$SECONDS
inside sh -c 'qgis_process --version 2>/dev/null | head -n 1; python3 --version'
status=0
inside QT_QPA_PLATFORM=offscreen STFUSION_SHARED=/shared sh -c 'cd /source && exec python3 -m pytest -p no:cacheprovider "$@"' pytest "$@" || status=$?
echo "Ran in $((SECONDS - began)) s"
exit "$status"
