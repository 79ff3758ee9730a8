# bash: cigo itself says what a word can be (cigo complete); here it is only handed over. Nothing is evaluated, and what
# is put on the line is quoted here: readline's own quoting of names that begin with "$" is not safe.

# A word as it was typed, without its quotes: $plain, and the open quote: $quote.
_cigo_plain() {
    plain=$1 quote=
    case $plain in
    \'*) quote=\' plain=${plain#\'} plain=${plain%\'} ;;
    \"*) quote=\" plain=${plain#\"} plain=${plain%\"} plain=${plain//\\/} ;;
    *) plain=${plain//\\/} ;;
    esac
}

# The name $1 as it is typed after the open quote, or without one: $quoted.
_cigo_quoted() {
    local c i
    quoted=
    case $quote in
    \') quoted=${1//\'/\'\\\'\'} ;;
    \")
        for ((i = 0; i < ${#1}; i++)); do
            c=${1:i:1}
            case $c in [\\\"\$\`]) quoted+=\\ ;; esac
            quoted+=$c
        done
        ;;
    *) printf -v quoted %q "$1" ;;
    esac
}

_cigo() {
    local word plain quote quoted first line IFS=$' \t\n'
    local -a words=() lines=() found=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        _cigo_plain "$word"
        words+=("$plain")
    done
    COMPREPLY=()
    mapfile -t lines < <("${COMP_WORDS[0]}" complete "${words[@]}" 2>/dev/null)
    first=${lines[0]-}
    for line in "${lines[@]:1}"; do
        found+=("${line%%$'\t'*}")
    done
    if ((${#found[@]} == 0)) && [[ $first == *files || $first == *dirs ]]; then
        # names of files alone: as after any other command
        compopt -o filenames 2>/dev/null
        [[ $first == *files ]] && word=-f || word=-d
        mapfile -t COMPREPLY < <(compgen "$word" -- "$plain")
        return
    fi
    [[ $first != *files ]] || mapfile -t -O "${#found[@]}" found < <(compgen -f -- "$plain")
    for word in "${found[@]}"; do
        _cigo_quoted "$word"
        COMPREPLY+=("$quoted")
    done
}

complete -F _cigo cigo
