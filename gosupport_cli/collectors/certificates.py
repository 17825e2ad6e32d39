"""Reading a server's certificate: who signed it, for whom, until when, and why it is refused."""

import ipaddress
import ssl
import warnings
from datetime import datetime

from cryptography import x509

from gosupport_cli.core.diagnosis import Certificate, Trust
from gosupport_cli.core.normalise import clean_line

# X509_V_ERR_… of OpenSSL, x509_vfy.h
_CODES: dict[int, Trust] = {9: "not-yet", 10: "expired", 62: "wrong-name", 64: "wrong-name",
                            18: "unknown-authority", 19: "unknown-authority",
                            20: "unknown-authority", 21: "unknown-authority"}


def peer_certificate(raw: bytes | None) -> Certificate | None:
    """The certificate that came in a handshake; None when it cannot be read."""
    read = _read(raw or b"")
    if read is None:
        return None
    issuer, subject, _, until = read[:4]
    return Certificate(issuer, subject, until)


def trust_of(error: ssl.SSLCertVerificationError, raw: bytes, host: str, now: datetime) -> Trust:
    """Why a certificate was refused.

    OpenSSL gives a number; the verifiers of Windows and macOS only words in the system's
    language, so there the certificate itself is looked at.
    """
    known = _CODES.get(getattr(error, "verify_code", 0))
    if known:
        return known
    read = _read(raw)
    if read is None:
        return "broken"
    _, _, since, until, names = read
    if now > until:
        return "expired"
    if now < since:
        return "not-yet"
    return "unknown-authority" if _covers(names, host) else "wrong-name"


def _read(raw: bytes) -> tuple[str, str, datetime, datetime, tuple[str, ...]] | None:
    """Issuer, subject, first and last moment, names."""
    if not raw:
        return None
    try:
        with warnings.catch_warnings():
            # Old certificates of appliances break rules that do not matter for reading them.
            warnings.simplefilter("ignore")
            told = x509.load_der_x509_certificate(raw)
            return (_name(told.issuer), _name(told.subject), told.not_valid_before_utc,
                    told.not_valid_after_utc, _names(told))
    except (ValueError, TypeError):
        return None


def _name(name: x509.Name) -> str:
    """Common name and organisation, whichever are there."""
    found = []
    for oid in (x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATION_NAME):
        found += [clean_line(str(one.value))[:100] for one in name.get_attributes_for_oid(oid)[:1]]
    return ", ".join(dict.fromkeys(found)) or clean_line(name.rfc4514_string())[:100]


def _names(told: x509.Certificate) -> tuple[str, ...]:
    try:
        listed = told.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    names = listed.get_values_for_type(x509.DNSName)
    return (*names, *(str(one) for one in listed.get_values_for_type(x509.IPAddress)))


def _covers(names: tuple[str, ...], host: str) -> bool:
    """Whether one of the names is this host (RFC 6125: «*» stands for one label)."""
    try:
        return str(ipaddress.ip_address(host)) in names
    except ValueError:
        pass
    low = host.lower().rstrip(".")
    return any(
        low == name.lower() or (name.startswith("*.") and low.partition(".")[2] == name[2:].lower())
        for name in names
    )
