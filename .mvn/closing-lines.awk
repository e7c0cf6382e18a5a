# The closing lines of Surefire, one for each module that has tests, what failed, and the sum.
/^\[INFO\] Building .* \[[0-9]+\/[0-9]+\]$/ {
    module = $0
    sub(/^\[INFO\] Building /, "", module)
    sub(/ [^ ]+ +\[[0-9]+\/[0-9]+\]$/, "", module)
}
/^\[ERROR\] (Failures|Errors): *$/ { listing = 1 }
/^\[[A-Z]+\] *$/ { listing = 0 }
listing && /^\[ERROR\]   / { failed[++failures] = module ": " substr($0, 11) }
/^\[[A-Z]+\] Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$/ {
    line = $0
    sub(/^\[[A-Z]+\] /, "", line)
    closing[++modules] = sprintf("%-20s %s", module, line)
    gsub(/[^0-9]+/, " ", line)
    split(line, counted, " ")
    for (i = 1; i <= 4; i++) sum[i] += counted[i]
}
END {
    print ""
    for (i = 1; i <= failures; i++) print failed[i]
    for (i = 1; i <= modules; i++) print closing[i]
    printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", sum[1], sum[2], sum[3], sum[4]
}
