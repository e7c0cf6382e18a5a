# Libraries that a user adds to the class path, such as a JDBC driver: --with GROUP:ARTIFACT[:VERSION] and --classpath JARS of ./rapier.
# Sourced by rapier, which sets `root` and `state`, a folder in `root`. What is added stands in `libraries`, each with a colon before it.
# shellcheck shell=sh

libraries=

wrong_usage() {
    echo "$1" >&2
    exit 2
}

# Adds jars that are there: a list with colons between them; DIRECTORY/* are all jars in it.
add_jars() {
    rest_of_jars=$1:
    while [ -n "$rest_of_jars" ]; do
        jar=${rest_of_jars%%:*}
        rest_of_jars=${rest_of_jars#*:}
        [ -n "$jar" ] || continue
        case $jar in
            */\*) [ -d "${jar%/\*}" ] || wrong_usage "--classpath $1: there is no directory ${jar%/\*}" ;;
            *) [ -e "$jar" ] || wrong_usage "--classpath $1: there is no $jar" ;;
        esac
        libraries=$libraries:$jar
    done
}

# Adds what a Maven repository has, with all that it needs. Of a library that Rapier's own build knows the version may be left out.
add_from_repository() {
    case $1 in
        *[!A-Za-z0-9._:-]* | *:*:*:* | *::* | :* | *:) wrong_usage "--with wants GROUP:ARTIFACT:VERSION, not '$1'" ;;
        *:*) ;;
        *) wrong_usage "--with wants GROUP:ARTIFACT:VERSION, not '$1'" ;;
    esac
    fetched=$state/libraries/$(echo "$1" | tr : _)
    [ -d "$fetched" ] || fetch "$1"
    libraries=$libraries:$fetched/*
}

fetch() {
    echo "Fetching $1 ..." >&2
    begun=$fetched.$$
    mkdir -p "$begun"
    write_pom "$1" >"$begun/pom.xml"
    if ! (cd "$root" && ./mvnw -B -ntp -q -f "$begun/pom.xml" dependency:copy-dependencies \
        -DincludeScope=runtime "-DoutputDirectory=$begun") </dev/null >"$begun/log" 2>&1; then
        grep '\[ERROR\] *[^ ]' "$begun/log" | sed -e 's/^.*\[ERROR\] *//' -e 's/ -> \[Help [0-9]*\]$//' | head -n 1 >&2
        rm -rf "$begun"
        echo "$1 could not be fetched: are name and version those that you mean?" >&2
        exit 1
    fi
    rm -f "$begun/log" "$begun/pom.xml"
    # Another one may have fetched it meanwhile.
    if [ -d "$fetched" ]; then rm -rf "$begun"; else mv "$begun" "$fetched"; fi
}

# A project below Rapier's own, so that both mean the same versions of what they share.
write_pom() {
    group=${1%%:*}
    artifact=${1#*:}
    version=
    case $artifact in *:*) version="<version>${artifact#*:}</version>" ;; esac
    artifact=${artifact%%:*}
    cat <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>dev.rapier</groupId>
    <artifactId>rapier-parent</artifactId>
    <version>$(sed -n 's:.*<version>\([^<]*\)</version>.*:\1:p' "$root/pom.xml" | head -n 1)</version>
    <relativePath>../../../pom.xml</relativePath>
  </parent>
  <artifactId>libraries</artifactId>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>$group</groupId><artifactId>$artifact</artifactId>$version</dependency>
  </dependencies>
</project>
POM
}
