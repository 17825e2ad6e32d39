"""The mobile app: theme and message as QR codes, to carry them to the phone."""

from gosupport_cli.channels.handover import Style

STYLE = Style(qr=True)
