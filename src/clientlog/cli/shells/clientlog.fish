# Completion of clientlog for fish: clientlog completion fish | source
function __clientlog_complete
    set -l token (commandline -ct)
    set -l option ''
    if string match -q -- '--*=*' "$token"
        set option (string replace -r '=.*' '=' -- "$token")
    end
    set -l typed (commandline -cp | string collect)
    set -l answers (env _CLIENTLOG_COMPLETE=complete_fish _CLIENTLOG_FILES=1 \
        _TYPER_COMPLETE_FISH_ACTION=get-args "_TYPER_COMPLETE_ARGS=$typed" \
        clientlog 2>/dev/null)
    if test "$answers[1]" = ':files'
        __fish_complete_path "$token"
        return
    end
    for answer in $answers
        printf '%s%s\n' $option $answer
    end
end
complete --command clientlog --no-files --keep-order --arguments '(__clientlog_complete)'
