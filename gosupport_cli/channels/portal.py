"""The form on the portal: one block per field, the official form beside it."""

from gosupport_cli.channels.handover import Style

STYLE = Style(page="page-feedback", reply_page="page-notifications")
