"""Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2): a form in, a number or a token out."""

import contextlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from gosupport_cli.channels.ticket_server import Desk, moment, text_of
from gosupport_cli.core.delivery import Answer, Delivered, Parcel, Prepared, ServerTicket
from gosupport_cli.core.errors import DeclarationError, Interrupted, NotDelivered, UsageError
from gosupport_cli.core.model import Status

STATUSES = {"open": Status.IN_PROGRESS, "closed": Status.CLOSED}


class Open311(Desk):
    """Implements ``core.delivery_ports.TicketServer``; it knows neither files nor replies."""

    name = "open311"

    def headers(self) -> Mapping[str, str]:
        return {}  # reading needs no key; it goes into the form of a new request, nowhere else

    def prepare(self, parcel: Parcel) -> Prepared:
        if parcel.ticket:
            raise UsageError("server-takes-no-replies", host=self.host)
        text = f"{parcel.document.subject}\n\n{text_of(parcel)}"
        answers = parcel.request.answers
        names = str(answers.get("person.full_name", "")).split()
        form = {
            "service_code": self.settings.get("open311.service"),
            "description": text,
            "address_string": self.settings.get("open311.address"),
            "email": str(answers.get("person.email", "")),
            "phone": str(answers.get("person.phone", "")),
            "last_name": names[0] if names else "",
            "first_name": " ".join(names[1:]),
        }
        payload = json.dumps({k: v for k, v in form.items() if v}, ensure_ascii=False).encode()
        return self.packed(parcel, payload, text, "application/x-www-form-urlencoded")

    def deliver(self, prepared: Prepared) -> Delivered:
        form = json.loads(prepared.payload)
        if "service_code" not in form:
            form["service_code"] = self._service()
        form["api_key"] = self.key()
        form |= self._where()
        body = urlencode(form).encode("ascii")
        answer = self.web.post("/requests.json", body, prepared.detail("kind"), creates=True)
        try:
            made = answer.json()
            first = made[0] if isinstance(made, list) else made
            number, token = first.get("service_request_id"), first.get("token")
        except (ValueError, LookupError, AttributeError, RecursionError):
            raise self.no_number() from None
        if not number and not token:
            raise self.no_number()
        number = number or self._number_of(str(token))
        return Delivered("sent", ticket=str(number or ""), reference=str(token or ""))

    def test(self) -> str:
        names = [str(one.get("service_name", "")) for one in self._services()]
        return f"Open311, {len(names)}: " + ", ".join(names[:3])

    def read(self, number: str) -> ServerTicket:
        path = f"/requests/{quote(number.strip(), safe='')}.json"
        found = self.asked(path, self._where(), number=number)
        try:
            one = found[0] if isinstance(found, list) else found
            raw = str(one["status"])
        except (LookupError, TypeError):
            raise self.odd() from None
        updated = moment(one.get("updated_datetime"))
        notes = str(one.get("status_notes") or "").strip()
        author = str(one.get("agency_responsible") or "")
        answers = (Answer(f"{number}/{raw}", updated, author, notes),) if notes else ()
        return ServerTicket(number, raw, STATUSES.get(raw.lower()), updated, answers)

    def _number_of(self, token: str) -> str:
        """The number that a service gives later; "" while it has none."""
        # The request is there already: without its number it is sent all the same.
        with contextlib.suppress(NotDelivered, Interrupted, KeyboardInterrupt):
            found = self.asked(f"/tokens/{quote(token, safe='')}.json", self._where())
            one = found[0] if isinstance(found, list) and found else found
            if isinstance(one, dict):
                return str(one.get("service_request_id") or "")
        return ""

    def _where(self) -> dict[str, str]:
        jurisdiction = self.settings.get("open311.jurisdiction")
        return {"jurisdiction_id": jurisdiction} if jurisdiction else {}

    def _services(self) -> list[dict[str, Any]]:
        found = self.asked("/services.json", self._where())
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def _service(self) -> str:
        """The only service there is; among several the person has to choose."""
        known = self._services()
        if len(known) == 1 and known[0].get("service_code"):
            return str(known[0]["service_code"])
        names = "; ".join(
            f"{one.get('service_code')} {one.get('service_name')}" for one in known[:20]
        )
        raise DeclarationError("open311-no-service", file=self.file, line=0, known=names or "—")
