"""What English sentences say of a password or of a code and what other codes there are."""

import re

from gosupport_cli.core.made_up import MESSAGES, compiled

# Before «code»: what has codes of its own. «error code 1020», «the postal code», «OKTMO code».
_OWN_CODES = (
    r"(?:error|fault|failure|http|status|response|result|return|exit|stop|postal|post|zip|area|"
    r"region\w{0,3}|country|city|town|dial\w{0,4}|phone|department\w{0,2}|subdivision\w{0,2}|unit|"
    r"division|authority|office|service|product|item|goods|model|bar|qr|promo\w{0,6}|discount|"
    r"voucher|tracking|tax|budget|bank|branch|currency|source|html|java\w{0,6}|program|script|"
    r"device|door|entrance|gate|intercom|oktmo|okato|okved|kbk|uin|bik|kpp|ifns|mcc|"
    r"swift|hs|customs|diagnosis|icd|disease|speciality|specialty|language|colour|color|"
    r"criminal|civil|labou?r|family|housing)"
)
_OTHER_BEFORE = compiled(rf"(?<![\w-]){_OWN_CODES}(?:[\s-]|'s\s)$")
_OTHER_AFTER = compiled(
    rf"\s(?:of|for|in|at)\s(?:the\s|an?\s|this\s|my\s|our\s)?(?:{_OWN_CODES}|article|line|app|file|"
    r"request|ticket|application|organi[sz]ation)(?!\w)|"
    r":\s(?:access|error|forbidden|internal|denied|bad|unauthori|time-?out|gateway|service|not\sf)"
)
# «the page shows code 1020», «it failed with the code 10053»: what a program says of itself.
_SAID_BY_PROGRAMS = compiled(
    r"(?:errors?|fail\w{0,6}|crash\w{0,4}|http|(?:site|page|server|portal|program|browser|window|"
    r"screen|app|application|plug-?in)\s(?:\w{2,10}\s){0,2}?(?:shows?|showed|displays?|displayed|"
    r"returns?|returned|answers?|answered|gives?|gave|ends?|ended|stops?|stopped|exits?|exited|"
    r"responds?|responded|closes|closed)(?:\s(?:me|us|with|a|the|an)){0,3})"
    r"[\s,:(–—-]{0,3}(?:(?:with|and|has|under|the|a|an|its)\s){0,3}$"
)
BY_SMS = r"(?:sms|text|message|e-?mail|letter|push|notification|app|call|phone|mail)"
_BY_SMS = compiled(rf"[\s,(–—-]{{1,4}}(?:(?:came|that|i|got|received|sent)\s){{0,3}}"
                   rf"(?:from|by|in|via|over)\s(?:an?\s|the\s|my\s){{0,1}}{BY_SMS}(?!\w)")
_UNITS = compiled(
    r"\s{0,3}(?:times?|seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|years?|digits?|"
    r"characters?|letters|symbols?|signs|numbers|attempts?|tries|rubles?|roubles?|rub|people|"
    r"more|percent|%|o'clock|am\b|pm\b|jan|feb|mar|apr|may\b|june?\b|july?\b|aug|sep|oct|nov|dec)"
)
_SAID = frozenset((
    *MESSAGES, "correct", "right", "fine", "good", "bad", "okay", "valid", "being", "already",
    "still", "also", "same", "different", "always", "never", "now", "sent", "kept", "known",
    "shown", "typed", "visible", "impossible", "set", "gone", "lost", "found", "forgotten",
    "stolen", "safe", "secure", "short", "long", "simple", "complex", "easy", "hard", "strange",
    "red", "green", "grey", "gray", "black", "active", "inactive", "case-sensitive", "here",
    "there", "true", "fresh", "temporary", "first", "second", "last", "next", "again", "enough",
    "mine", "hers", "ours", "yours", "his", "her", "my", "our", "their", "its", "in", "on", "at",
    "to", "of", "by", "as", "it", "so", "no", "an", "a", "ok", "just", "really", "quite", "very",
    "somehow", "written", "taken", "given", "chosen", "broken", "hidden", "seen", "out", "up",
    "down", "back", "what", "which", "who", "when", "where", "why", "how", "if", "because",
    "fully", "not", "none", "nothing", "unclear", "public", "private", "secret", "russian",
    "english", "latin", "cyrillic", "numeric", "optional", "mandatory", "outdated", "old-fashioned",
    "recovery", "recover", "restore", "remember", "settings", "manager", "policy", "hint",
    "protected", "ready", "late", "early", "unreadable", "longer", "shorter", "about", "between",
    "four", "five", "six", "seven", "eight", "nine", "ten", "two", "three", "one",
))
_PARTICIPLE = compiled(r"[a-z-]{2,20}(?:ed|ing|ly|able|ible|ful|less|ive|'t)")


def said_of_it(value: str) -> bool:
    """«my password is correct», «the code is not accepted»: words about it, not the thing."""
    plain = value.casefold().strip("'\"“”!?.,;:)")
    return plain in _SAID or bool(_PARTICIPLE.fullmatch(plain))


def counts_in_english(text: str, at: int) -> bool:
    """Whether a number that ends at ``at`` counts something: «1200 seconds», «20 November»."""
    return bool(_UNITS.match(text, at))


def is_other_code(text: str, word: int, value: tuple[int, int]) -> bool:
    """Whether the word «code» at ``word`` names the code of a thing, or what a program says."""
    if _BY_SMS.match(text, value[1]):
        return False
    lead = text[max(0, word - 60) : word]
    short = len(re.sub(r"\D", "", text[value[0] : value[1]])) < 6
    return bool(
        _OTHER_BEFORE.search(lead) or _OTHER_AFTER.match(text, value[1])
        or _OTHER_AFTER.search(text[word : value[0]])
        or (_SAID_BY_PROGRAMS.search(lead) and (short or "err" in lead or "fail" in lead)))
