# Sets and exports JAVA_HOME: the first JDK of at least 25 found, or ends with a message that says how to get one.
# Sourced by rapier and mvnw.
# shellcheck shell=sh

jdk_wanted=25
jdk_seen=

# Takes the JDK at $1 when it is new enough. The file `release` tells the version without starting a JVM.
take_jdk() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    jdk_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ -n "$jdk_version" ] || return 1
    if [ "$jdk_version" -lt "$jdk_wanted" ]; then
        case $jdk_seen in
            *" $1"*) ;;
            *)
                jdk_seen="$jdk_seen
  $jdk_version at $1"
                ;;
        esac
        return 1
    fi
    JAVA_HOME=$1
    export JAVA_HOME
}

find_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && take_jdk "$JAVA_HOME"; then return 0; fi
    jdk_on_path=$(command -v javac) || jdk_on_path=
    if [ -n "$jdk_on_path" ]; then
        jdk_on_path=$(readlink -f "$jdk_on_path")
        if take_jdk "${jdk_on_path%/bin/javac}"; then return 0; fi
    fi
    for jdk in /usr/lib/jvm/* "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -L "$jdk" ] || if take_jdk "$jdk"; then return 0; fi
    done
    if [ -x /usr/libexec/java_home ]; then
        jdk=$(/usr/libexec/java_home -v "$jdk_wanted+" 2>/dev/null) && take_jdk "$jdk" && return 0
    fi
    cat >&2 <<MESSAGE
Rapier needs a JDK of version $jdk_wanted or newer (the JDK, with javac), and found none.
It looked at JAVA_HOME, PATH, /usr/lib/jvm, SDKMAN, ~/.jdks and /Library/Java/JavaVirtualMachines.${jdk_seen:+
Too old:$jdk_seen}
How to get one:
  SDKMAN          sdk install java 25-tem
  Debian, Ubuntu  apt-get install openjdk-25-jdk-headless   (or temurin-25-jdk, where that repository is set up)
  Fedora          dnf install java-25-openjdk-devel
  macOS           brew install openjdk@25
or unpack any build of it and say where: JAVA_HOME=/path/to/jdk
MESSAGE
    exit 1
}

find_jdk
