#compdef clientlog
# Completion of clientlog for zsh: eval "$(clientlog completion zsh)"
_clientlog_completion() {
    local value text program=${(Q)words[1]}
    local -a values lines how
    program=${program/#\~/$HOME}
    while IFS=$'\t' read -r value text; do
        if [[ $value == :files ]]; then
            _files
            return
        fi
        values+=("$value")
        lines+=("$value${text:+  -- $text}")
    done < <(
        _CLIENTLOG_COMPLETE=complete_fish _CLIENTLOG_FILES=1 \
            _TYPER_COMPLETE_FISH_ACTION=get-args \
            _TYPER_COMPLETE_ARGS="${(j: :)words[1,CURRENT]}" "$program" 2>/dev/null
    )
    (( $#values )) || return 1
    [[ $PREFIX == --*=* ]] && compset -P '*='
    # Without -U zsh drops what does not begin with the letters typed: REYES for dana-reyes.
    (( ${#${(M)values:#${(b)PREFIX}*}} )) || how=(-U)
    compadd $how -l -V clientlog -d lines -a values
}
if [[ $funcstack[1] == _clientlog ]]; then
    _clientlog_completion "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i; }
    compdef _clientlog_completion clientlog
fi
