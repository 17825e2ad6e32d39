"""How secrets look in English sentences: «the code from the SMS was 482193», «my PIN is 1234».

The support reads Russian, but people answer in English, too; what the Russian patterns cut out
of a sentence these cut out of its translation.
"""

import re

from gosupport_cli.core.english_words import (
    BY_SMS,
    counts_in_english,
    is_other_code,
    said_of_it,
)
from gosupport_cli.core.later import later
from gosupport_cli.core.made_up import (
    EXEMPT,
    Found,
    Secret,
    always,
    compiled,
    core_of,
    looks_made_up,
)
from gosupport_cli.core.other_numbers import is_called_otherwise, is_in_longer_number

_DIGITS = (r"(?P<value>(?:\d{4,8}|\d{2,4}(?:[ \u00a0\n-]\d{2,4}){1,3}|\d(?:[ \u00a0-]\d){3,7})"
           r"(?![\w/-]|[.,:]\d))")
_FILLING = (
    r"(?:the|an?|is|was|were|are|it|it's|this|that|which|these|those|here|as|and|but|so|then|just|"
    r"again|twice|once|first|second|third|last|next|new|old|same|right|correct|wrong|following|"
    r"i|he|she|they|we|you|me|him|her|us|them|my|your|his|our|their|mum|mom|mother|dad|father|"
    r"from|in|by|via|of|to|for|on|with|over|through|at \d\d?[:.]\d\d|yesterday|today|now|"
    r"sms|text|texts|message|messages|e-?mail|mail|letter|app|phone|mobile|call|max|whatsapp|"
    r"telegram|push|notification|bank|gosuslugi|portal|site|website|esia|authenticator|google|"
    r"yandex|texted|texting|saying|access|security|activation|registration|login|log-?in|sign-?in|signing|logging|entry|account|confirmation|verification|"
    r"got|get|received|came|comes|arrived|sent|send|gave|given|told|tell|read|reads|says|said|"
    r"shows|showed|typed|type|entered|enter|entering|put|use|used|using|tried|has|have|had|been|"
    r"did|does|not|doesn't|didn't|isn't|wasn't|accepted|rejected|invalid|incorrect|expired|"
    r"called|like)"
)
_FILLED = rf"(?:[\s,(\"“]{{1,3}}{_FILLING}(?![\w-])){{0,9}}"
_SIGN = r"[\s\"“'«(,]{0,3}[:=–—-]{0,2}[\s\"“'«(]{0,3}"
_NAME = (r"(?:(?<![\w/.?&-])(?:sms-|one-time-)?codes?(?:\s(?:number|no\.?))?|"
         r"(?<![\w-])(?:2fa|two-factor|authenticator|passcode|otp|totp|(?:confirmation|verification)\snumber)|"
         r"(?<!last )(?<![\w-])(?:four|five|six|eight|[4-8])[ -]digits?)(?![\w-])")
_CODE = compiled(_NAME + _FILLED + _SIGN + _DIGITS)
_AND_ANOTHER = compiled(
    r"(?<![\w-])codes?[^.\n]{0,60}\[удалено: код\](?:[^.\n\d]{0,40}?(?<![\w-])(?:and|or|then|"
    r"another|second|new|next|other)(?:\s(?:one|code|is|was|the)){0,3}|\s{0,2}[,;/])"
    r"\s{0,2}[:\"“(]?\s{0,2}" + _DIGITS
)
_SMS = compiled(
    r"(?<![\w-])(?:sms|text message|push(?: notification)?|(?:an?|the|my|this|that)\s"
    r"text)(?:[\s:,(\"“]{1,3}(?:from gosuslugi|from the "
    r"bank|was|is|were|are|it|i|got|says|saying|said|reads|read|shows|showed|with|the|my|code|number|digits|"
    r"contained|contains|to me|text|came|there|here)(?![\w-])){0,6}" + _SIGN + _DIGITS
)
_FIRST = compiled(
    r"(?<![\w№#.,:/+-])" + _DIGITS + r"[\"”)]?[\s,(–—-]{1,4}"
    r"(?:(?:is|was|as|it's|it is|this is|here is|being|i mean)\s)?"
    r"(?:(?:the|my|your|her|his|our|an?|"
    r"that|this|their)\s)?(?:(?:correct|right|last|new|sms|text|google|"
    r"confirmation|verification|security|login|access|activation|one[ -]time|authenti\w{1,8})"
    r"\s){0,2}(?P<word>codes?(?![\w-])|from\s(?:an?\s|the\s|my\s|this\s|that\s)?"
    rf"{BY_SMS}(?![\w-])|(?:in|by|via)\s(?:an?\s|the\s)?(?:sms|text(?: message)?)(?![\w-]))"
)
_TOLD = compiled(
    r"(?<![\w-])(?:told|gave|given|typed|type|typing|entered|enter|entering|put|sent|dictated|read|"
    r"got|get|received|used|use|tried|try|i said|named|texted)"
    r"(?:\s(?:him|her|them|me|us|it|in|out|to|the|man|woman|caller|operator|number|numbers|digits|"
    r"this|these|just|over|back)){0,4}[\s:(\"“–—-]{1,3}" + _DIGITS
)
_MIXED = compiled(
    r"(?<![\w-])(?:(?:confirmation|verification|security|login|access|activation|one[ -]time|"
    r"sms|auth\w{0,12})\scode|code\s(?:from|in|by|via)\s(?:an?\s|the\s|my\s)?"
    rf"{BY_SMS}|(?:your|my)\scode)"
    r"(?:\s(?:is|was|message)){0,2}\s{0,2}[:=–—]?\s{0,2}[\"“]?"
    r"(?P<value>(?=[a-z-]{0,8}\d)(?=[\d-]{0,8}[a-z])[a-z\d]{1,8}(?:-[a-z\d]{2,8}){0,3})(?![\w-]|\.\w)"
)
_YOUR_CODE = compiled(r"(?<![\w-])(?P<value>[a-z]-\d{4,8})(?=\sis\s(?:your|my)[^.\n]{0,40}\scode)")
_SPOKEN_DIGIT = r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)"
_SPOKEN = compiled(
    rf"(?<![\w-])(?:codes?|pin|password|passcode|sms){_FILLED}[\s,:–—-]{{1,3}}"
    rf"(?P<value>{_SPOKEN_DIGIT}(?:[\s,-]{{1,3}}{_SPOKEN_DIGIT}){{3,7}})(?!\w)"
)
_CARD = (r"(?:(?:on|from|at) the (?:back|reverse|other side)(?: side)?"
         r"(?: of (?:the|my|her|his|our)(?: bank)? card)?)")
_CVV = compiled(
    r"(?<![\w-])(?:cv[vcp]2?(?:[ -](?:code|number))?|"
    r"(?:(?:card|my card's|the card's)\s)?security code|"
    r"card (?:code|verification (?:code|number|value))|(?:code|number|numbers)(?= on the back)|"
    r"(?:last )?(?:three|3) (?:last )?(?:digits|numbers|figures)(?= on the back| from the back))"
    rf"(?:\s(?:{_CARD}|of (?:the|my) card|for (?:the|my) card|is|was|are|were)){{0,3}}"
    r"\s{0,2}[:=–—(-]?\s{0,2}(?P<value>\d[ -]?\d[ -]?\d)(?![\w/%-]|[.,:]\d)"
)
_LINKING = (
    r"(?:\s(?:for|to|of|on|at|from|in|the|my|her|his|our|this|that|there|here|i|use|used|have|had|"
    r"set|gosuslugi|portal|site|website|account|profile|e-?mail|mail|mum|mom|mother|father|son|"
    r"daughter|husband|wife|app|application|office|personal|login|card|token|rutoken|key|phone|sim|signature|"
    r"esia|now|again|always|today|entered|typed)(?![\w-])){0,7}"
)
_CALLED = (r"(?<![\w-])(?:p[a@]ssw[o0]rd|passwort|passwd|passphrase|pass phrase|passcode|pwd|pw|"
              r"psw|pin(?:[ -]?(?:code|number))?)(?![\w-])")
_OPEN = r"[\"“”'‘«(`]{0,2}"
_PASSWORD = compiled(
    _CALLED + _LINKING + r"(?:\s(?:is|was)|(?=\s{0,2}[:=]))"
    r"(?:\s(?:just|still|now|this|simply|always|like)){0,2}"
    r"\s{0,2}[:=–—-]?\s{0,2}(?P<quote>" + _OPEN + r")(?P<value>[^\s«»\"“”„]{3,200})"
)
_PIN = compiled(
    r"(?<![\w-])pin(?:[ -]?(?:code|number))?" + _LINKING
    + r"(?:\s(?:is|was))?\s{0,2}[:=–—-]?\s{0,2}"
    r"[\"“(]?(?P<value>\d(?:[ -]?\d){3,11})(?![\w-]|[.,]\d)"
)
_QUOTED = compiled(
    r"(?<![\w-])(?:p[a@]ssw[o0]rd|passwd|passphrase|pwd|pw)\s[\"“'‘«](?P<value>[a-z]{4,24})[\"”'’»]")
_WORD = compiled(
    r"(?<![\w-])(?:(?:secret|code|control|memorable|security)\s(?:word|phrase)|maiden name|"
    r"(?:secret|security)\sanswer|(?:secret|security|control)\squestion[^\n]{0,80}?(?<!\w)answer|"
    r"answer\sto\s(?:the|my|a)\s(?:secret|security|control)\squestion)"
    r"(?:\s(?:for|to|of|in|the|my|bank|gosuslugi|portal|account)){0,4}"
    r"(?P<sign>\s{0,2}[:=]\s{0,2}|\s[-–—]\s|\s(?:is|was)\s)(?P<quote>[\"“'‘«]?)"
    r"(?P<value>[^\s«»\"“”,;.!?]{3,64})"
)
_TOKEN = compiled(
    r"(?<![\w-])(?:token|access key|api key|secret key)\s(?:is|was|here)?\s{0,2}[\"“]?"
    r"(?P<value>(?=[a-z._-]{0,40}\d)(?=[\d._-]{0,40}[a-z])[a-z\d._-]{12,4000})(?![\w-])"
)
_ENDS = compiled(r"[\"”'’»]?(?:\s{0,3}(?:[.,;!?)\n]|$)|\s(?:and|but|since|now|for|from|on|or|"
                 r"it|the|which|that|still|no|does|is|was|i|doesn't|isn't)(?!\w))")
_YEAR = later(r"(?:19|20)\d\d")
_ASIDE = compiled(r"(?<![\w-])(?:at|to|on|since|until|till|before|after|than|from|"
                  r"(?<!signing )(?<!logging )in|for|ticket|request|application|year|build|"
                  r"version|line|no\.?|number|№|#)\s{0,2}[:.]?\s?$")
_LEFT, _RIGHT = 90, 70  # characters of the sentence that are looked at
_END = later(r"[.!?…]\s|\n")
_CLOSER = compiled(r"\s(?:from|by|in|via|that|which|they|he|she|i\s(?:got|received|had))(?!\w)|"
                   r"\s{0,3}(?:[.;,!?)\n]|$)")
_AS_ELSE = compiled(r"\sas\s(?!(?:the|a|my|an)\s(?:\w{2,12}\s)?code)")
_ABOUT_CODES = compiled(r"(?<![\w-])(?:codes?|sms|text message|texted|one-time|2fa|"
                        r"authenticator)(?![\w-])")


def _is_number(found: Found) -> bool:
    value, text, end = found["value"], found.string, found.end("value")
    digits = re.sub(r"\D", "", value)
    if not 4 <= len(digits) <= 8 or digits == "0919" or counts_in_english(text, end):
        return False
    if re.fullmatch(r"\d\d[ -]\d\d[ -]\d{4}|\d{4}-\d\d-\d\d|\d{3}-\d{3}", value) and (
        value[3] != "-" or is_called_otherwise(text, found.start("value"), end)
    ):
        return False
    return not is_in_longer_number(text, *found.span("value"))


def _is_code(found: Found) -> bool:
    """A number behind the word, which is no code of a thing: «error code 1020» is one."""
    text, at = found.string, found.start("value")
    if not _is_number(found) or is_other_code(text, found.start(), found.span("value")):
        return False
    between = text[found.start() : at]
    if _YEAR.fullmatch(found["value"]) and not re.search(r"[:=\"]|is\s$|was\s$", between):
        return False
    aside = _ASIDE.search(between)
    return not aside or bool(re.match(r"codes? n", between, re.IGNORECASE))


def _is_first(found: Found) -> bool:
    text, word = found.string, found.start("word")
    lead = text[max(0, found.start() - 30) : found.start()]
    if not _is_number(found) or re.search(
        r"(?:error|ticket|request|application|number|no\.?|№|#|code|http|status|line|build|version|"
        r"on|at|in|since)\W{0,3}$", lead, re.IGNORECASE
    ):
        return False
    if "," in text[found.end("value") : word] and not _CLOSER.match(text, found.end()):
        return False  # «my flat is 4521, the code does not come»
    return not _YEAR.fullmatch(found["value"]) and not is_other_code(
        text, word, (found.start("value"), found.end()))


def _is_told(found: Found) -> bool:
    """«I told him 482193»: where the sentence speaks of a code that is sent."""
    text, start, end = found.string, found.start("value"), found.end("value")
    if not _is_number(found) or _YEAR.fullmatch(found["value"]) or _AS_ELSE.match(text, end):
        return False
    left = _END.split(text[max(0, start - _LEFT) : start])[-1]
    begin = start - len(left)
    stop = end + len(_END.split(text[end : end + _RIGHT], maxsplit=1)[0])
    return any(not is_other_code(text, about.start(), (about.end(), about.end()))
               for about in _ABOUT_CODES.finditer(text, begin, stop))


def _is_mixed(found: Found) -> bool:
    value = found["value"]
    return (4 <= len(value) <= 20 and value == value.upper()
            and not re.match(r"esia|0x|err", value, re.IGNORECASE))


def _is_password(found: Found) -> bool:
    value = core_of(found["value"]).strip("'`(’”")
    plain = value.rstrip("!?")
    if len(plain) < 3 or EXEMPT.fullmatch(plain) or plain.startswith("["):
        return False
    if plain.isdecimal():
        return len(plain) >= 4 and not counts_in_english(found.string, found.end("value"))
    if looks_made_up(value):
        return True
    if said_of_it(plain) or not re.fullmatch(r"[a-z-]{4,}", plain, re.IGNORECASE):
        return False
    # A word of a language: only where the sentence ends with it, or as it stands in quotes.
    end = found.start("value") + len(value)
    return bool(found["quote"]) or plain[0].isupper() or bool(_ENDS.match(found.string, end))


def _is_word(found: Found) -> bool:
    value = found["value"]
    if said_of_it(value) or value.startswith("["):
        return False
    return found["sign"].strip() in (":", "=") or bool(found["quote"]) or (
        value[0].isupper() or looks_made_up(value)
        or bool(_ENDS.match(found.string, found.end("value"))))


ENGLISH = (
    Secret("password", _PIN, lambda found: not counts_in_english(found.string, found.end("value")),
           needs=("pin",), reach=500),
    Secret("cvv", _CVV, lambda found: not counts_in_english(found.string, found.end("value")),
           needs=("cv", "security code", "card", "on the back", "from the back"), reach=300),
    Secret("password", _WORD, _is_word, reach=400,
           needs=("word", "phrase", "maiden", "question", "answer")),
    Secret("token", _TOKEN, always, needs=("token", " key"), reach=5000),
    Secret("code", _CODE, _is_code, needs=("code", "2fa", "two-factor", "authenticator", "otp",
                                           "digit", "confirmation n", "verification n"), reach=500),
    Secret("code", _AND_ANOTHER, _is_number, needs=("code",), reach=300),
    Secret("code", _SMS, _is_code, needs=("sms", " text", "push"), reach=300),
    Secret("code", _FIRST, _is_first, needs=("code", " from ", " in ", " by ", " via "), reach=200),
    Secret("code", _TOLD, _is_told, needs=("code", "sms", "text", "2fa", "authent", "one-time"),
           reach=200),
    Secret("code", _MIXED, _is_mixed, needs=("code",), reach=200),
    Secret("code", _YOUR_CODE, always, needs=(" is ",)),
    Secret("code", _SPOKEN, always, needs=("code", "pin", "pass", "sms"), reach=400),
)
ENGLISH_PASSWORDS = (
    Secret("password", _PASSWORD, _is_password, reach=600,
           needs=("passw", "p@ss", "phrase", "passc", "pwd", "pw", "psw", "pin")),
    Secret("password", _QUOTED, lambda found: not said_of_it(found["value"]),
           needs=("passw", "p@ss", "pwd", "pw", "passphr")),
)
