"""How the code on the back of a card looks, with its name or beside the number and the term."""


from gosupport_cli.core.later import later
from gosupport_cli.core.made_up import Found, Secret, compiled, counts_things

_CVV = compiled(
    r"(?:(?<![\w-])(?:cvv2?|cvc2?|cvp2?|цвв|свв|цвц|cvv/cvc|cvc/cvv)|"
    r"код\w{0,2} (?:с|на) (?:обратной|задней|обороте|оборота)(?: сторон\w)?(?:\s+карты)?|"
    r"(?:три|3) (?:последни[ех] )?цифры?(?: карты)? (?:с оборота|на обороте|сзади|"
    r"с обратной стороны|"
    r"на обратной стороне|с задней стороны)(?:\s+карты)?|"
    r"(?:тр[её]х ?значн\w{2}|3-?значн\w{2}|секретн\w{2}|защитн\w{2}) код\w{0,2}(?: сзади| карты)?|"
    r"(?:на обороте|с оборота|сзади|(?:на|с) (?:обратной|задней) сторон\w)"
    r"(?:\s(?:моей|банковской|этой)){0,2}\s(?:карт|карточк)[аыеиу]?|"
    r"код\w{0,2} (?:с карт(?:ы|очки)|сзади|"
    r"безопасности(?: карты)?|проверки карты|карты|карточки)|защитный код)"
    r"(?:[\s-]{0,2}код\w?)?(?:\s(?:карты|такой|был|у карты|на карте|сзади|это|вот|ввела|вв[её]л|"
    r"указала?)){0,3}"
    r"\s*[:=–—(-]?\s*(?P<value>\d[ -]?\d[ -]?\d(?:[ -]?\d)?)(?!\d|[.,:/-]\d)"
)
_THREE = later(r"(?<![\w.,/:+№#-])(?P<value>\d{3})(?![\w/%:-]|[.,]\d)")
_NUMBER = later(r"(?<!\d)[2-6]\d{3}(?:[ \u00a0-]{0,2}\d{4}){2}[ \u00a0-]{0,2}\d{3,7}(?!\d)")
_TERM = later(r"(?<![\d/.])(?:0?[1-9]|1[0-2])\s?[/-]\s?(?:20)?[2-4]\d(?![\d/]|\.\d)")
_CODE_WORD = compiled(r"(?:код\w{0,2}|cv[vcp]2?|цвв|свв|сзади|оборот\w?)\W{0,4}$")
_AROUND = 70  # characters before and after that may hold the number and the term


def _stands_by_a_card(found: Found) -> bool:
    """Three digits beside the number of a card, with its term or the word «код», in any order."""
    text, start, end = found.string, found.start("value"), found.end("value")
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    around = f"{before} \0 {after}"
    if not _NUMBER.search(around) or counts_things(text, end):
        return False
    return bool(_TERM.search(around) or _CODE_WORD.search(before))


CARDS = (
    Secret("cvv", _CVV, lambda found: not counts_things(found.string, found.end("value")),
           needs=("cv", "цв", "свв", "код", "три ", "3 ", "оборот", "сзади", "сторон"), reach=200),
    Secret("cvv", _THREE, _stands_by_a_card, reach=120,
           needs=("/", "-2", "- 2", "код", "cv", "цв", "св", "сзади", "оборот")),
)
