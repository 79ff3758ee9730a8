# fish: cigo itself says what a word can be (cigo complete); here it is only handed over. Nothing is evaluated.

function __cigo_complete
    set -l before (commandline -opc)
    set -l typed (commandline -ct | string unescape)
    test -n "$typed"; or set typed ''
    set -l lines (command $before[1] complete $before[2..-1] $typed 2>/dev/null)
    test (count $lines) -gt 1; and printf '%s\n' $lines[2..-1]
    switch "$lines[1]"
        case '*files'
            __fish_complete_path $typed
        case '*dirs'
            __fish_complete_directories $typed
    end
end

complete -c cigo -f -a '(__cigo_complete)'
