# Looks at this machine and says, a line each, what is there and what is not, and how to mend it.
# Read by ./sellerkit, whose functions it uses; needs neither a build nor a JDK. SELLERKIT_ROOT_FOLDER
# stands before the paths of the machine, so that a test can pretend another one.

doctor_missing=0
doctor_warned=0
doctor_jdk_found=no

ok() {
    printf 'ok       %s\n' "$*"
}

warn() {
    doctor_warned=$((doctor_warned + 1))
    printf 'warn     %s\n' "$*"
}

missing() {
    doctor_missing=$((doctor_missing + 1))
    printf 'missing  %s\n' "$*"
}

# Whether version $1 is $2 or newer, both like 3.8.6.
at_least() {
    local have=$1 need=$2 i a b
    for i in 1 2 3; do
        a=$(printf '%s\n' "$have" | cut -d . -f "$i" | sed 's/[^0-9].*//')
        b=$(printf '%s\n' "$need" | cut -d . -f "$i")
        [ "${a:-0}" -gt "${b:-0}" ] && return 0
        [ "${a:-0}" -lt "${b:-0}" ] && return 1
    done
    return 0
}

doctor_jdk() {
    local home
    if ! home=$(find_jdk); then
        missing "JDK: install JDK 25 or newer, such as Temurin 25, or point JAVA_HOME to it"
        return 0
    fi
    local said=${JAVA_HOME:-}
    JAVA_HOME=$home
    export JAVA_HOME
    doctor_jdk_found=yes
    ok "JDK $(sed -n 's/^JAVA_VERSION="\(.*\)".*/\1/p' "$home/release") in $home"
    if [ -n "$said" ] && [ "$said" != "$home" ]; then
        warn "JAVA_HOME is $said, which is no JDK 25: the one above is used instead; 'export JAVA_HOME=$home' ends the doubt"
    fi
}

doctor_maven() {
    local version
    if ! command -v mvn >/dev/null 2>&1; then
        missing "Maven: install version 3.8.6 or newer, so that 'mvn' is found"
        return 0
    fi
    version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1 || true)
    if [ -z "$version" ]; then
        missing "Maven: $(command -v mvn) does not say its version; it has to run on JDK 17 or newer"
    elif at_least "$version" 3.8.6; then
        ok "Maven $version"
    else
        missing "Maven: $version is too old; install 3.8.6 or newer"
    fi
}

doctor_node() {
    local version
    if ! command -v node >/dev/null 2>&1; then
        missing "Node: install version 20.19 or newer, so that 'node' is found"
    else
        version=$(node --version 2>/dev/null | sed 's/^v//' || true)
        if at_least "${version:-0}" 20.19.0; then
            ok "Node $version"
        else
            missing "Node: ${version:-an unknown version} is too old; install 20.19 or newer"
        fi
    fi
    if ! command -v npm >/dev/null 2>&1; then
        missing "npm: install it beside Node, so that 'npm' is found"
    else
        ok "npm $(npm --version 2>/dev/null || printf '(of an unknown version)')"
    fi
}

doctor_chromium() {
    local path
    for path in /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
        if [ -x "${SELLERKIT_ROOT_FOLDER:-}$path" ]; then
            ok "Chromium in $path"
            return 0
        fi
    done
    warn "Chromium: not in /usr/bin, so the browser tests are left out; 'apt-get install chromium' brings it"
}

# Whether somebody listens on a port of this machine.
taken() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Who listens on a port, as far as it can be told.
holder() {
    local said=''
    if command -v ss >/dev/null 2>&1; then
        said=$(ss -ltnpH "sport = :$1" 2>/dev/null | sed -n 's/.*users:((\"\([^"]*\)\",pid=\([0-9]*\).*/\1, process \2/p' | head -n 1 || true)
    fi
    if [ -z "$said" ] && command -v lsof >/dev/null 2>&1; then
        said=$(lsof -nP -iTCP:"$1" -sTCP:LISTEN 2>/dev/null | sed -n '2s/^\([^ ]*\) *\([0-9]*\) .*/\1, process \2/p' || true)
    fi
    printf '%s\n' "${said:-a program that cannot be told from here}"
}

# The process id of the runner that uses the data folder now; nothing when none does.
runner() {
    local pid
    pid=$(cat .sellerkit/lock 2>/dev/null || true)
    case $pid in
        '' | *[!0-9]*) return 0 ;;
    esac
    case $(ps -o args= -p "$pid" 2>/dev/null) in
        *com.sellerkit.local.cli.SellerKitCommand*) printf '%s\n' "$pid" ;;
    esac
}

doctor_ports() {
    local first=$1 last=$(($1 + 7)) port all_free=yes running
    running=$(runner)
    for port in $(seq "$first" "$last"); do
        if taken "$port"; then
            all_free=no
            if [ -z "$running" ]; then
                missing "port $port is held by $(holder "$port"): end it, or choose others with --port, such as --port $((first + 1000))"
            fi
        fi
    done
    if [ -n "$running" ]; then
        ok "SellerKit runs already, as process $running; end it with Ctrl-C where it runs before starting it again"
    elif [ $all_free = yes ]; then
        ok "ports $first to $last are free"
    fi
}

doctor_disk() {
    local free
    free=$(df -Pk . 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }' || true)
    if [ -z "$free" ]; then
        warn "disk: its free space cannot be told"
    elif [ "$free" -lt 500 ]; then
        missing "disk: $free MB are free here; make room for 2 GB"
    elif [ "$free" -lt 2000 ]; then
        warn "disk: $free MB are free here; a first build takes about 2 GB"
    else
        ok "disk: $((free / 1024)) GB free"
    fi
}

doctor_memory() {
    local total=''
    if [ -r "${SELLERKIT_ROOT_FOLDER:-}/proc/meminfo" ]; then
        total=$(awk '/^MemTotal:/ { print int($2 / 1024) }' "${SELLERKIT_ROOT_FOLDER:-}/proc/meminfo")
    elif command -v sysctl >/dev/null 2>&1; then
        total=$(sysctl -n hw.memsize 2>/dev/null | awk '{ print int($1 / 1048576) }' || true)
    fi
    if [ -z "$total" ]; then
        warn "memory: it cannot be told; 4 GB are needed"
    elif [ "$total" -lt 3500 ]; then
        warn "memory: $total MB; with less than 4 GB the runner and its functions may be ended by the system"
    else
        ok "memory: $(((total + 512) / 1024)) GB"
    fi
}

doctor_clock() {
    local now newest zone
    now=$(date +%s)
    newest=$(git log -1 --format=%ct 2>/dev/null || true)
    if [ "$now" -lt "${newest:-1767225600}" ]; then
        missing "clock: it says $(date -u '+%Y-%m-%d %H:%M') UTC, which is before these sources were written; set it, or signatures and sign-ins are refused"
    else
        ok "clock: $(date -u '+%Y-%m-%d %H:%M') UTC, here $(date '+%H:%M %Z')"
    fi
    zone=${TZ:-}
    zone=${zone#:}
    if [ -n "$zone" ] && [ -d /usr/share/zoneinfo ]; then
        case $zone in
            *[0-9]* | UTC | /*) ;;
            *) [ -e "/usr/share/zoneinfo/$zone" ] ||
                warn "time zone: TZ is '$zone', which this machine does not know and takes for UTC; unset TZ or give it a name such as Europe/London" ;;
        esac
    fi
}

doctor_processes() {
    local running left=''
    running=$(runner)
    # Each child of the runner carries this folder in its class path, and ends with the runner.
    # (The name of the class keeps out who only looks into the folder.)
    left=$(ps -eo pid=,ppid=,args= 2>/dev/null |
        awk -v folder="$PWD/.sellerkit/run/bootstrap" -v runner="${running:-none}" \
            'index($0, folder) && /com.sellerkit.local.bootstrap.Guard/ && $2 != runner && $0 !~ /awk/ { print $1 }' | tr '\n' ' ' || true)
    if [ -n "$left" ]; then
        warn "processes of an earlier run are left: end them with 'kill ${left% }'"
    else
        ok "no process of an earlier run is left"
    fi
}

doctor_state() {
    local file version known unreadable=''
    if [ ! -e .sellerkit ]; then
        ok "data: none yet; the first start makes .sellerkit"
        return 0
    fi
    if [ ! -d .sellerkit ] || [ ! -w .sellerkit ] || [ ! -x .sellerkit ]; then
        missing "data: .sellerkit is no folder that you may write to; 'sudo chown -R $(id -un) .sellerkit' gives it to you"
        return 0
    fi
    for file in .sellerkit/* .sellerkit/dynamodb/*; do
        if [ -e "$file" ] && { [ ! -r "$file" ] || [ ! -w "$file" ]; }; then unreadable=$file; fi
    done
    if [ -n "$unreadable" ]; then
        missing "data: $unreadable cannot be read and written; 'sudo chown -R $(id -un) .sellerkit' gives it to you"
        return 0
    fi
    known=$(sed -n 's/.*int VERSION = \([0-9]*\);.*/\1/p' local/src/main/java/com/sellerkit/local/StateFolder.java)
    version=$(cat .sellerkit/version 2>/dev/null || printf '%s' "$known")
    case $version in
        "$known") ok "data: .sellerkit can be read, version $known" ;;
        *) missing "data: .sellerkit has version '$version', and this is version $known; './sellerkit up --fresh' forgets them, or use the SellerKit that they belong to" ;;
    esac
}

doctor_build() {
    local library
    if [ $doctor_jdk_found = no ]; then
        warn "build: it cannot be told without a JDK"
        return 0
    fi
    if [ ! -f .sellerkit/built ]; then
        warn "build: nothing is built yet; './sellerkit up' builds first, which takes a few minutes"
    elif [ "$(cat .sellerkit/built)" != "$(fingerprint)" ]; then
        warn "build: sources changed since; the next './sellerkit up' builds again"
    else
        ok "build: up to date"
    fi
    if [ ! -d local/dynamodb/target/lib ]; then
        warn "DynamoDB Local: not laid down yet; the build does it"
        return 0
    fi
    if library=$("$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
        -cp 'local/dynamodb/target/lib/*' -Djava.library.path="$PWD/local/dynamodb/target/lib" local/LoadTables.java 2>&1); then
        ok "DynamoDB Local: its native library loads ($library)"
    else
        missing "DynamoDB Local: its native library does not load on $(uname -s) $(uname -m): $(printf '%s\n' "$library" | grep -v '^WARNING' | head -n 1)"
    fi
}

doctor_platform() {
    local name set_names='' unset_names=''
    for name in TIKTOK_APP_KEY TIKTOK_APP_SECRET TIKTOK_SERVICE_ID; do
        if [ -n "${!name:-}" ]; then set_names="$set_names $name"; else unset_names="$unset_names $name"; fi
    done
    if [ -z "$set_names" ]; then
        ok "TikTok Shop: the stand-in is used; no credentials of an app are set"
    elif [ -z "$unset_names" ]; then
        ok "TikTok Shop: the platform itself is used, as an app's credentials are set; --stand-in avoids it"
    else
        missing "TikTok Shop: set$unset_names too, or unset$set_names; 'up' refuses to start with half of it unless --stand-in is given"
    fi
}

doctor_deployment() {
    if command -v sam >/dev/null 2>&1; then
        ok "sam is there"
    else
        warn "sam: not found; needed to deploy only"
    fi
    if command -v cfn-lint >/dev/null 2>&1; then
        ok "cfn-lint is there"
    else
        warn "cfn-lint: not found, so the test of the template against it is left out; 'pip install cfn-lint' brings it"
    fi
}

doctor() {
    local first=8080
    while [ $# -gt 0 ]; do
        case $1 in
            --port)
                first=${2:-}
                shift
                ;;
            --port=*) first=${1#--port=} ;;
            *) fail "doctor knows no '$1'; it takes --port PORT." ;;
        esac
        shift
    done
    case $first in
        '' | *[!0-9]*) fail "--port is '$first'; it has to be a number." ;;
    esac
    doctor_jdk
    doctor_maven
    doctor_node
    doctor_chromium
    doctor_ports "$first"
    doctor_disk
    doctor_memory
    doctor_clock
    doctor_processes
    doctor_state
    doctor_build
    doctor_platform
    doctor_deployment
    printf '\n'
    if [ $doctor_missing -gt 0 ]; then
        printf 'SellerKit cannot run here yet: see the lines that say "missing" (%d).\n' $doctor_missing
        return 1
    fi
    if [ $doctor_warned -gt 0 ]; then
        printf 'SellerKit can run here; warnings: %d.\n' $doctor_warned
    else
        printf 'SellerKit can run here.\n'
    fi
}
