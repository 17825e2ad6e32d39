"""The call: a sheet to read from or to print, the official numbers on top."""

from gosupport_cli.channels.handover import Style

STYLE = Style(print_first=True)
