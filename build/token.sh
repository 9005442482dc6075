# shellcheck shell=bash
# Bearer tokens for local users, without a JVM. ./atelier sources it; it runs in bash 3.2.
#
#   atelier_issuer_keys DIR                             makes issuer.pem, issuer.kid when missing
#   atelier_token NAME [--role admin] [--ttl SECONDS]   prints a token
#
# Names and claims follow LocalUserIds and LocalTokens in infra/local, and a test holds them
# together. Nearly all the time goes into starting processes, so the shell does what it can itself.

atelier_issuer_keys() (
    set -o pipefail
    umask 077
    pem=$1/issuer.pem kid=$1/issuer.kid
    mkdir -p "$1" || exit 1
    if [[ ! -s $pem ]]; then
        new=$(mktemp "$pem.XXXXXX") || exit 1
        openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$new" 2>/dev/null ||
            _atelier_fail "cannot make a key in $1: is openssl installed, and the disk not full?"
        # When two make one at once, the first wins and both go on with its key.
        ln "$new" "$pem" 2>/dev/null || true
        rm -f "$new"
    fi
    if [[ ! -s $kid || $pem -nt $kid ]]; then
        hash=$(openssl pkey -in "$pem" -pubout -outform DER |
            openssl dgst -sha256 -binary | base64) ||
            _atelier_fail "$pem is not a private key: delete it, and a new one is made"
        _atelier_base64url "$hash"
        new=$(mktemp "$kid.XXXXXX") || exit 1
        printf '%s\n' "$base64url" >"$new" && mv -f "$new" "$kid"
    fi
)

atelier_token() (
    LC_ALL=C # bytes, not letters: what follows works on UTF-8 without knowing it
    name='' roles='' ttl=43200
    while (($#)); do
        case $1 in
        --role) [[ ${2-} == admin ]] || _atelier_usage 'the only role is admin' && roles='admin' ;;
        --ttl) [[ ${2-} =~ ^[1-9][0-9]{0,8}$ ]] || _atelier_usage '--ttl takes seconds' && ttl=$2 ;;
        -*) _atelier_usage "there is no option $1" ;;
        *)
            [[ -z $name ]] || _atelier_usage 'one name; quote it when it has spaces'
            name=$1
            shift
            continue
            ;;
        esac
        shift 2
    done
    name=${name#"${name%%[![:cntrl:] ]*}"}
    name=${name%"${name##*[![:cntrl:] ]}"}
    [[ -n $name ]] || _atelier_usage 'whose token?'

    ATELIER_ISSUER_URI=${ATELIER_ISSUER_URI:-http://localhost:8084}
    keys=${ATELIER_HOME:?}/keys
    # shellcheck source=/dev/null
    [[ ! -r $ATELIER_HOME/run/platform.env ]] || source "$ATELIER_HOME/run/platform.env"
    [[ -s $keys/issuer.pem && -s $keys/issuer.kid ]] || atelier_issuer_keys "$keys" || exit 1
    read -r kid <"$keys/issuer.kid"

    _atelier_fold "$name"
    _atelier_user_id "$folded"
    _atelier_json "$name"
    now=${EPOCHSECONDS:-$(date +%s)}
    header="{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"$kid\"}"
    claims="{\"iss\":\"$ATELIER_ISSUER_URI\",\"sub\":\"$user_id\",\"aud\":[\"atelier\"]"
    claims+=",\"client_id\":\"atelier-web\",\"scope\":\"openid profile\""
    claims+=",\"iat\":$now,\"nbf\":$now,\"exp\":$((now + ttl)),\"jti\":\"$now-$$-$RANDOM$RANDOM\""
    claims+=",\"name\":\"$json\"${roles:+,\"roles\":[\"$roles\"]}}"

    # Padded to a multiple of three bytes, the header can share one base64 with the claims.
    while ((${#header} % 3)); do header+=' '; done
    _atelier_base64url "$(printf %s "$header$claims" | base64)"
    header_length=$((${#header} * 4 / 3))
    signed=${base64url:0:header_length}.${base64url:header_length}
    signature=$(printf %s "$signed" | openssl dgst -sha256 -sign "$keys/issuer.pem" | base64)
    [[ -n $signature ]] || _atelier_fail "cannot sign with $keys/issuer.pem: is openssl installed?"
    _atelier_base64url "$signature"
    printf '%s.%s\n' "$signed" "$base64url"
)

_atelier_fail() {
    echo "atelier: $1" >&2
    exit 1
}

_atelier_usage() {
    echo "atelier: $1" >&2
    echo 'usage: ./atelier token NAME [--role admin] [--ttl SECONDS]' >&2
    exit 2
}

# Sets user_id: a UUID of version 5 in the namespace 840d72c3-62e8-4be4-8537-0ed3991d86a2.
_atelier_user_id() {
    local namespace='\x84\x0d\x72\xc3\x62\xe8\x4b\xe4\x85\x37\x0e\xd3\x99\x1d\x86\xa2' hash variant
    hash=$(printf "$namespace%s" "$1" | openssl dgst -sha1)
    hash=${hash##* }
    printf -v variant %x $((0x${hash:16:1} & 3 | 8))
    user_id=${hash:0:8}-${hash:8:4}-5${hash:13:3}-$variant${hash:17:3}-${hash:20:12}
}

# Sets folded: A-Z and the Latin-1 capitals (C3 80 to C3 9E in UTF-8, but for the times sign) small.
_atelier_fold() {
    local upper=ABCDEFGHIJKLMNOPQRSTUVWXYZ lower=abcdefghijklmnopqrstuvwxyz before='' c code i
    folded=''
    for ((i = 0; i < ${#1}; i++)); do
        c=${1:i:1}
        case $c in
        [A-Z])
            before=${upper%%"$c"*}
            c=${lower:${#before}:1}
            ;;
        [$'\200'-$'\226'$'\230'-$'\236'])
            if [[ $folded == *$'\303' ]]; then
                printf -v code %d "'$c"
                printf -v code %o $(((code & 255) + 32))
                printf -v c %b "\\0$code"
            fi
            ;;
        esac
        folded+=$c
    done
}

# Sets json: what stands between the quotes of a JSON string.
_atelier_json() {
    local c i
    json=$1
    [[ $1 == *[\"\\[:cntrl:]]* ]] || return 0
    json=''
    for ((i = 0; i < ${#1}; i++)); do
        c=${1:i:1}
        case $c in
        [\"\\]) c=\\$c ;;
        [[:cntrl:]]) printf -v c '\\u%04x' "'$c" ;;
        esac
        json+=$c
    done
}

# Sets base64url, from base64 in lines.
_atelier_base64url() {
    base64url=${1//[$'\n'=]/}
    base64url=${base64url//+/-}
    base64url=${base64url//\//_}
}
