"""The chat on the portal: messages in order, and as QR codes for a phone."""

from gosupport_cli.channels.handover import Style

STYLE = Style(page="page-main", qr=True)
