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


@click.argument("shell", type=click.Choice(SHELLS))
def run(app: App, shell: str) -> None:
    if shell == "powershell":
        app.streams.out(_POWERSHELL, end="")
        return
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None, shell
    root = click.get_current_context().find_root().command
    app.streams.out(kind(root, {}, "gosupport", "_GOSUPPORT_COMPLETE").source(), end="")


command = make(
    "Дописывание команд клавишей Tab. Команда печатает сценарий для вашей оболочки.",
    "Completion with the Tab key. Prints the script for your shell.",
    epilog=examples(
        "gosupport completion bash >> ~/.bashrc",
        "gosupport completion zsh >> ~/.zshrc",
        "gosupport completion fish > ~/.config/fish/completions/gosupport.fish",
        "gosupport completion powershell",
    ),
)(run)
