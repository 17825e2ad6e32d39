"""``gosupport completion``: words are completed by the Tab key."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples

SHELLS = ("bash", "zsh", "fish", "powershell")
# click knows no PowerShell: its words are asked for in the way of bash, whose answer is plain.
_POWERSHELL = """Register-ArgumentCompleter -Native -CommandName gosupport -ScriptBlock {
    param($word, $line, $place)
    $words = @($line.CommandElements | ForEach-Object { $_.ToString() })
    $env:COMP_WORDS = $words -join ' '
    $env:COMP_CWORD = if ($word) { $words.Count - 1 } else { $words.Count }
    $env:_GOSUPPORT_COMPLETE = 'bash_complete'
    gosupport | ForEach-Object {
        $kind, $value = $_ -split ',', 2
        if ($kind -eq 'plain') {
            [System.Management.Automation.CompletionResult]::new($value, $value, 'Text', $value)
        }
    }
    Remove-Item Env:COMP_WORDS, Env:COMP_CWORD, Env:_GOSUPPORT_COMPLETE
}
"""
_ZSH_FIRST = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }\n"


@click.argument("shell", type=click.Choice(SHELLS))
def run(app: App, shell: str) -> None:
    if shell == "powershell":
        app.streams.out(_POWERSHELL, end="")
        return
    from click.shell_completion import ShellComplete, get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None, shell
    root = click.get_current_context().find_root().command
    asked = kind(root, {}, "gosupport", "_GOSUPPORT_COMPLETE")
    # For bash click first starts a bash to ask for its version, in English and with our passwords
    # in its environment; the script itself is the same for every version.
    script = ShellComplete.source(asked)
    app.streams.out(_mended(shell, script), end="")


def _mended(shell: str, script: str) -> str:
    """click's script, where it does not suit a shell that nobody has set up."""
    if shell == "zsh":  # a fresh zsh has not loaded its completions: compdef is unknown
        first, rest = script.split("\n", 1)
        return f"{first}\n{_ZSH_FIRST}{rest}"
    if shell == "fish":  # an explanation with a comma would be cut off
        return script.replace('string split ","', 'string split -m 1 ","')
    return script


command = make(
    "Дописывание команд клавишей Tab. Команда печатает сценарий для вашей оболочки.",
    "Completion with the Tab key. Prints the script for your shell.",
    epilog=examples(
        "gosupport completion bash >> ~/.bashrc",
        "gosupport completion zsh >> ~/.zshrc",
        "gosupport completion fish >> ~/.config/fish/config.fish",
        "gosupport completion powershell >> $PROFILE",
    ),
)(run)
