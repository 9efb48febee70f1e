#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes a base image without any registry: a Java run time of the modules that Pushwire needs and the C library of this
# machine, no shell, nothing else. For those who cannot pull the public base image, and for the tests.
# usage: base.sh [FILE]    (default: target/base.tar beside this script; docker load and jib's tar:// read it)
# Needs Linux with glibc, the JDK 25 that builds Pushwire, and GNU tar. The image is of this machine's architecture.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
file="${1:-$here/target/base.tar}"

# What jdeps finds, and what it cannot see: zipfs for Micronaut, jcmd and management for people, jfr for profiling; desktop has
# java.beans, which the broker's log4j needs.
modules=java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql
modules+=,java.xml,jdk.crypto.ec,jdk.jcmd,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

case "$(uname -s)/$(uname -m)" in
  Linux/x86_64) architecture=amd64 loader=/lib64/ld-linux-x86-64.so.2 ;;
  Linux/aarch64) architecture=arm64 loader=/lib/ld-linux-aarch64.so.1 ;;
  *)
    echo "base.sh: it copies this machine's C library, and knows Linux on x86_64 and aarch64 alone" >&2
    exit 1
    ;;
esac
jdk="$("$here/../jdk.sh")"
if [[ ! "$(ldd --version 2>&1)" =~ (GLIBC|GNU\ libc) ]]; then
  echo "base.sh: this machine has no glibc, which the base image would be made of" >&2
  exit 1
fi

# Nothing changed since the last time: nothing to do.
made_of="$(cat "$0" "$jdk/release" | cksum)"
if [[ -r "$file" && "$(cat "$file.made-of" 2>/dev/null)" == "$made_of" ]]; then
  exit 0
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
root="$work/root"
mkdir -p "$root"/{etc,tmp,opt,lib} "$work/image" "$(dirname "$file")"
# Distributions build the C library to look in one or in the other.
ln -s lib "$root/lib64"

# Not compressed, the layer is; and with the archive of the run time's own classes, a start is a third of a second shorter.
"$jdk/bin/jlink" --add-modules "$modules" --no-header-files --no-man-pages --strip-java-debug-attributes \
  --compress zip-0 --generate-cds-archive --output "$root/opt/java" > "$work/jlink.log" ||
  { cat "$work/jlink.log" >&2; exit 1; }

# Providers of cryptography whose modules are not there are not named either. The JVM would look for each of them on the class
# path, and load BouncyCastle's 750 classes, signature by signature, to learn that it is another one: half of a second.
present=" $("$root/opt/java/bin/java" -XshowSettings:security:providers -version 2>&1 | sed -n 's/^ *Provider name: //p' | tr '\n' ' ')"
security="$root/opt/java/conf/security/java.security"
awk -F = -v present="$present" '
  !/^security\.provider\.[0-9]+=/ { print; next }
  index(present, " " $2 " ") { print "security.provider." ++number "=" $2 }' "$security" > "$work/java.security"
grep -q '^security\.provider\.1=SUN$' "$work/java.security" || { echo "base.sh: no providers of cryptography are left" >&2; exit 1; }
cp "$work/java.security" "$security"

# Nobody draws anything.
rm -f "$root"/opt/java/lib/lib{awt*,fontmanager,freetype,javajpeg,jawt,jsound,lcms,mlib_image,splashscreen}.so

# Every library that the run time's own programs and libraries name, and what the C library loads by itself. libgcc_s and
# libstdc++ are for the natives of Kafka's compressions.
libraries() {
  find "$root/opt/java" -type f \( -name '*.so' -o -path '*/bin/java' \) -exec ldd {} + | sed -n 's/.*=> \(\/[^ ]*\) (.*/\1/p'
  ldconfig -p 2>/dev/null | sed -nE 's/^\s*(libresolv\.so\.2|libnss_(files|dns)\.so\.2|libgcc_s\.so\.1|libstdc\+\+\.so\.6) \(libc6,(x86-64|AArch64)[^)]*\) => (.*)/\4/p'
}
PATH="$PATH:/sbin:/usr/sbin"
libraries | sort -u | while IFS= read -r library; do
  case "$library" in
    "$root"/*) ;;
    *) cp -L "$library" "$root/lib/" ;;
  esac
done
cp -L "$loader" "$root/lib/"
chmod -R u+w,a+rX "$root"

printf 'root:x:0:0:root:/:/none\npushwire:x:10001:10001:Pushwire:/tmp:/none\n' > "$root/etc/passwd"
printf 'root:x:0:\npushwire:x:10001:\n' > "$root/etc/group"
printf 'hosts: files dns\n' > "$root/etc/nsswitch.conf"
chmod 1777 "$root/tmp"

cd "$work/image"
tar --sort=name --mtime=@1 --owner=0 --group=0 --numeric-owner -C "$root" -cf layer.tar .
layer="$(sha256sum layer.tar | cut -d ' ' -f 1)"
cat > config.json << JSON
{"architecture": "$architecture", "os": "linux", "created": "1970-01-01T00:00:01Z",
 "config": {"Env": ["PATH=/opt/java/bin", "JAVA_HOME=/opt/java", "LANG=C.UTF-8"]},
 "history": [{"created": "1970-01-01T00:00:01Z", "created_by": "deploy/images/base.sh"}],
 "rootfs": {"type": "layers", "diff_ids": ["sha256:$layer"]}}
JSON
echo '[{"Config": "config.json", "RepoTags": ["pushwire/base:local"], "Layers": ["layer.tar"]}]' > manifest.json
tar --sort=name --mtime=@1 --owner=0 --group=0 --numeric-owner -cf "$file.unfinished" config.json layer.tar manifest.json
mv "$file.unfinished" "$file"
echo "$made_of" > "$file.made-of"
