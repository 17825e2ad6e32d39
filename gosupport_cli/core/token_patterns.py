"""How tokens, cookies and keys look, in prose and in logs."""

import re

from gosupport_cli.core.later import later
from gosupport_cli.core.made_up import (
    MESSAGES,
    RUSSIAN_WORD,
    Found,
    Secret,
    always,
    compiled,
    core_of,
)

# A program wraps a long token anywhere, at its dots too.
_WRAP = r"(?:[ \t]{0,3}\n[ \t>]{0,8}| (?=\.)| (?=eyJ)| (?=[A-Za-z0-9_-]{10}))?"
_JWT = later(
    r"(?P<value>(?<![\w-])eyJ[A-Za-z0-9_-]{5,4000}"
    r"(?:[ \t]{0,3}\n[ \t>]{0,8}[A-Za-z0-9_-]{2,200}){0,4}"
    rf"{_WRAP}\.{_WRAP}[A-Za-z0-9_-]{{5,8000}}"
    r"(?:[ \t]{0,3}\n[ \t>]{0,8}[A-Za-z0-9_-]{12,400}){0,60}"
    rf"(?:{_WRAP}\.{_WRAP}[A-Za-z0-9_-]{{6,4000}})?\.?)"
)
_BEARER = compiled(
    r"(?:(?P<name>(?:proxy-)?authorization)[\"']?\s*[:=]\s*[\"']?(?:(?:bearer|basic|token|digest|"
    r"oauth)\s+)?|"
    r"\bbearer\s+|(?<![\w-])basic\s(?=[a-z0-9+/]{8,400}={1,2}(?![\w=])))(?P<value>[^\s\"',;\[\]]{6,8000})"
)
_TOKEN = compiled(
    r"(?<![\w-])(?P<name>access_?token|refresh_?token|id_?token|auth_?token|csrf_?token|xsrf-token|"
    r"client_?secret|api[ _-]?key|x-api-key|assertion|saml_?response|session[_ ]?id|sessid|sid|"
    r"jsessionid|session(?=[\"']?\s{0,9}=)|"
    r"phpsessid|acc_t|_idp_authn_id|x-csrf-token|x-auth-token|signature|secret|token|токен\w?|"
    r"(?:api|апи)[ -]ключ\w?|ключ\w? (?:api|апи))"
    r"(?:\s+(?:доступа|авторизации|сессии|такой|api|госуслуг))?[\"']?\s*(?:[:=]|"
    r"\s[-–—]\s)"
    r"\s*[\"'«]?(?P<value>[^\s\"'»,;&\[\]]{6,8000})"
)
_BARE_TOKEN = compiled(
    r"(?<![\w-])(?:token|токен\w?|acc_t|ключ\w?\sдоступа|ключ\w?\s(?:к\s|от\s|для\s)?(?:api|апи)|"
    r"(?:api|апи)[\s-](?:key|ключ\w?))(?:\s(?:такой|доступа|авторизации|сессии|вот|"
    r"из\sконсоли))?\s{1,3}[«\"]?"
    r"(?P<value>(?=[a-z._-]{0,40}\d)(?=[\d._-]{0,40}[a-z])[a-z\d._-]{12,4000})(?![\w-])"
)
_IN_LINK = compiled(
    r"[?&#](?:code|state|token|sid|session\w{0,10}|key|auth\w{0,10}|access_token|id_token|ticket|"
    r"sig|signature|otp|secret|hash|jwt)=(?P<value>[^\s&#\"'<>»\[\]]{3,8000})"
)
_USER_IN_LINK = compiled(r"\w{2,10}://[^\s/@:\"]{1,100}:(?P<value>[^\s/@\[\]]{2,200})@")
_KNOWN_TOKEN = later(
    r"(?<![\w-])(?P<value>gh[pousr]_\w{16,255}|github_pat_\w{20,255}|glpat-[\w-]{16,64}|"
    r"xox[abpr]-[\w-]{10,200}|sk[-_][\w-]{20,200}|vk1\.a\.[\w-]{10,400}|AKIA[0-9A-Z]{16}|AIza[\w-]{30,40}|"
    r"ya29\.[\w-]{20,400}|y[0-3]_[\w-]{30,200})(?![\w-])"
)
_COOKIE = compiled(
    r"(?<![\w-])(?:set-)?(?:cookies?|кук[иау])[\"']?(?:\s+(?:портала|сайта|сессии|"
    r"из\s+браузера|такие))?"
    r"\s*[:=]\s*[\"']?(?P<value>[\w.%-]{1,100}=[^\n\[\]\"]{2,8000}|[\w.%/+=-]{16,8000})"
)
_KEY = later(
    r"(?P<value>-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"
    r"(?:.{0,8192}?-----END [A-Z ]{0,30}PRIVATE KEY-----"
    r"|(?:\s{1,3}[A-Za-z0-9+/=]{16,200}){0,200}))",
    re.DOTALL,
)


# A password behind a name: «curl -u ivan:Secret99».
_USER_OF_CURL = compiled(
    r"(?<![\w-])(?:curl|wget|http)\s[^\n]{0,200}?(?:-u|--user|--auth)[\s=][\"']?"
    r"[^\s:\"']{1,64}:(?P<value>[^\s\"'\[\]]{2,200})"
)
# Names of programs, behind which stands no word of a sentence.
_OF_PROGRAMS = compiled(
    r"(?:access|refresh|id|auth|csrf)_?token|xsrf-token|client_?secret|api[_-]key|x-api-key|"
    r"x-csrf-token|x-auth-token|(?:proxy-)?authorization"
)
_DEVICE = compiled(r"(?:jacarta|rutoken|рутокен|e-?token|esmart|джакарта)[\w.-]{0,20}")


def _is_token(found: Found) -> bool:
    value = core_of(found["value"])
    if RUSSIAN_WORD.fullmatch(value) or value.startswith("[") or _DEVICE.fullmatch(value):
        return False
    if re.search(r"\d|[/+=_.-]", value) or len(value) >= 16:
        return True
    name = found.groupdict().get("name")
    return bool(name and _OF_PROGRAMS.fullmatch(name)) and value.casefold() not in MESSAGES


def _is_cookie(found: Found) -> bool:
    return "=" in found["value"] or bool(re.search(r"\d", found["value"]))


KEYS = (
    Secret("key", _KEY, always, reach=60_000),
)

TOKENS = (
    Secret("cookie", _COOKIE, _is_cookie, runs_on=True, needs=("cookie", "кук"), reach=9000),
    Secret("token", _JWT, always, runs_on=True, needs=("eyj",), reach=50_000),
    Secret("token", _BEARER, _is_token, runs_on=True, reach=9000,
           needs=("bearer", "authoriz", "basic")),
    Secret("token", _KNOWN_TOKEN, always, reach=500,
           needs=("gh", "glpat", "xox", "sk-", "sk_", "akia", "aiza", "ya29", "vk1.", "y0_", "y1_",
                  "y2_", "y3_")),
    Secret("token", _TOKEN, _is_token, runs_on=True, reach=9000,
           needs=("token", "токен", "secret", "секрет", "key", "ключ", "assert", "saml", "sess",
                  "acc_t", "authn", "signature", "sid")),
    Secret("token", _BARE_TOKEN, always, runs_on=True,
           needs=("token", "токен", "api", "апи", "acc_t", "ключ"), reach=5000),
    Secret("token", _IN_LINK, always, needs=("=",), reach=9000),
    Secret("password", _USER_IN_LINK, always, needs=("://",), reach=400),
    Secret("password", _USER_OF_CURL, always, needs=("curl", "wget", "http"), reach=600),
)
