# Completion of clientlog for bash 4.4 or newer: eval "$(clientlog completion bash)"
_clientlog_completion() {
    local value text typed="${COMP_LINE:0:COMP_POINT}"
    local word="${typed##* }"
    local -a values=() lines=()
    while IFS=$'\t' read -r value text; do
        if [[ $value == :files ]]; then
            compopt -o default
            return 0
        fi
        # Bash takes what follows a colon for a word of its own.
        [[ $word == *:* ]] && value="${value#"${word%"${word##*:}"}"}"
        values+=("$value")
        lines+=("$value${text:+  ($text)}")
    done < <(
        _CLIENTLOG_COMPLETE=complete_fish _CLIENTLOG_FILES=1 \
            _TYPER_COMPLETE_FISH_ACTION=get-args _TYPER_COMPLETE_ARGS="$typed" "$1" 2>/dev/null
    )
    COMPREPLY=()
    if [[ ${#values[@]} -eq 1 ]]; then
        COMPREPLY=("${values[0]}")
    elif [[ ${#values[@]} -gt 1 ]]; then
        COMPREPLY=("${lines[@]}")
    fi
    return 0
}
complete -o nosort -F _clientlog_completion clientlog 2>/dev/null ||
    complete -F _clientlog_completion clientlog
