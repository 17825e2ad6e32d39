"""The time of this computer, or the one that GOSUPPORT_NOW names."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from gosupport_cli.core.errors import UsageError


class SystemClock:
    """Aware times in the zone of this computer, or in that of GOSUPPORT_NOW."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._fixed = _parse(environ["GOSUPPORT_NOW"]) if environ.get("GOSUPPORT_NOW") else None

    def now(self) -> datetime:
        return self._fixed or datetime.now().astimezone()

    @property
    def zone(self) -> tzinfo:
        zone = self.now().tzinfo
        assert zone is not None
        return zone


def _parse(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError("bad-clock", value=text) from None
    # Beyond these years a change of zone, or a deadline, would leave the calendar.
    if not 1990 <= moment.year <= 2200:
        raise UsageError("bad-clock", value=text)
    return moment if moment.tzinfo else moment.astimezone()
