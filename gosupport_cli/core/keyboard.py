"""The wrong keyboard layout: «Jib,rf» was meant to be «Ошибка».

Only ever an offer, never applied silently. It has to stay quiet on English, addresses, codes and
versions, so a text is offered only when its letter pairs are usual in Russian once moved to the
other layout and unusual in English as they stand.
"""

import re
from itertools import pairwise

from gosupport_cli.core.later import later

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~@#$^&?/"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ\"№;:?,."
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN[:66], _LATIN[:66])

# The pairs that make up 95 % of Russian and English texts of this domain, in one string each.
_USUAL_RUSSIAN = (
    "аб ав аг ад ае аж аз ай ак ал ам ан ап ар ас ат ау ац ач аш ащ ая ба бе би бк бл бн бо "
    "бр бу бщ бы ва вд ве ви вк вл вн во вр вт вх вы га ги гл го гр гу да дв дд де ди дл дн "
    "до дп др дс дт ды ев ег ед ее еж ез ей ек ел ем ен еп ер ес ет еч еш жа жд же жи жк жн "
    "за зв зд зе зм зн зо иа иб ив ид ие из ии ий ик ил им ин ио ир ис ит иф их иц ич иш ия "
    "йд йл йс йт ка ке ки кл кн ко кр кс кт ку ла ле ли лн ло лу ль лю ля ма мв ме ми мо мс "
    "му мы мя на не ни нк нн но нт ну ны нь ня об ов ог од ое ож оз ой ок ол ом он оо оп ор "
    "ос от ох оч ош па пе пи пк пл по пр пу ра рв рг ре рж ри рк рм рн ро рт ру ры рь са сб "
    "св се си ск сл см сн со сп ср сс ст су сы сь ся та тв те ти тк тн то тп тр тс ту ты ть "
    "уг уд уе уж уз уй ук ум уп ус ут уч ую фа фи фо хо це ци ча че чи чн чт ша ше ши шл ще "
    "ыв ые ый ыл ым ыт ых ьз ьк ьн ьт эт юч яв яз ят "
)
_USUAL_ENGLISH = (
    "ab ac ad ag ai al am an ap ar as at au av ay ba be bi bj bl bo bu by ca cc ce ch ci ck "
    "cl co cr ct cu da de di do ds du ea ec ed ee ef eg el em en ep eq er es et ev ew ex ey "
    "fa fe fi fo fr fu ge gi gn gu ha he hi ho ia ib ic id ie if ig il im in io ip ir is it "
    "iv je ke la ld le lf li ll lo ls lt lu ly ma mb me mi mm mo mp mu na nc nd ne ng ni nl "
    "no ns nt nu nv ob oc od of ol om on oo op or os ot ou ov ow pa pe pi pl po pp pr pt py "
    "qu ra rd re rg ri rm rn ro rr rs rt ru ry sa sc se sh si sl so sp ss st su sy ta te th "
    "ti to tr ts tt tu ty ua ub uc ue ui ul um un up ur us ut va ve vi wa we wh wi wo xc xe "
    "xp xt yp ys yt "
)

# A word that is surely no mistyped Russian: it has a digit, an address sign or a shape of code.
_TECHNICAL = later(r"[\d@_\\=%#|+]|/(?=\S)|://|^www\.|-[A-Z]|^[A-Z]{2,}[:.,]?$|\w\.(?:ru|com|org|net)\b")
_BETWEEN_DIGITS = later(r"((?<=\d)[:.,](?=\d))")
_SIGNS = "[];',.`{}:\"<>~"


def as_russian(text: str) -> str:
    """``text`` as the same keys give it in the Russian layout; Russian text stays as it is."""
    if re.search(r"[а-яё]", text, re.IGNORECASE):
        return text
    return _moved(text)


def _moved(text: str) -> str:
    """By the keys, but for a sign between digits: «14:30» was typed as it was meant."""
    return "".join(part if place % 2 else part.translate(_TO_RUSSIAN)
                   for place, part in enumerate(_BETWEEN_DIGITS.split(text)))


def russian_offer(text: str) -> str | None:
    """What ``text`` would be in the Russian layout, when it was most likely meant so."""
    if re.search(r"[а-яё]", text, re.IGNORECASE):
        return None
    words = [word for word in text.split() if re.search(r"[A-Za-z]", word)]
    if not words or any(_TECHNICAL.search(word) for word in words):
        return None
    moved = _moved(text)
    pairs = _pairs(moved.lower().replace("ё", "е"))
    if len(pairs) < 3:
        return None
    russian = sum(pair in _USUAL_RUSSIAN for pair in pairs) / len(pairs)
    english = _share(text)
    return moved if russian >= 0.75 and english <= 0.6 and russian - english >= 0.35 else None


def latin_offer(text: str) -> str | None:
    """What ``text`` would be in the Latin layout, for addresses and codes («УЫШФ-007015»)."""
    # Latin letters beside the Russian ones: the layout was right in part («мария@mail.ru»).
    if re.search(r"[a-z]", text, re.IGNORECASE):
        return None
    return text.translate(_TO_LATIN) if re.search(r"[а-яё]", text, re.IGNORECASE) else None


def is_russian(text: str) -> bool:
    """Whether a word of ``text`` is most likely Russian as it stands («там», «Ошибка»)."""
    # «реезы» are the keys of «https»: the beginning of an address, no word.
    for word in re.findall("[а-яё]{3,}", re.sub("\\bреезы?", " ", text.lower())):
        pairs = _pairs(word.replace("ё", "е"))
        if sum(pair in _USUAL_RUSSIAN for pair in pairs) / len(pairs) >= 0.75:
            return True
    return False


def _share(text: str) -> float:
    """How English ``text`` looks: the share of its letter pairs that are usual there.

    A sign that is a letter of the Russian layout breaks an English word in two: it counts as a
    pair that is not usual, unless it ends the word like a comma does.
    """
    usual = total = 0
    for word in text.lower().split():
        bare = word.strip(_SIGNS) if len(word.strip(_SIGNS)) > 1 else word
        for first, second in pairwise(bare):
            total += 1
            usual += first + second in _USUAL_ENGLISH
    return usual / total if total else 0.0


def _pairs(text: str) -> list[str]:
    return [
        first + second
        for word in re.findall("[а-я]+", text)
        for first, second in pairwise(word)
    ]
