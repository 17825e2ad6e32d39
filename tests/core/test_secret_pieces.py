"""Where a secret ends, what looks made up, and whose name a name is."""

import pytest

from gosupport_cli.core.made_up import compiled, core_of, looks_made_up
from gosupport_cli.core.redaction import cut_secrets, is_own_name, mask_found
from gosupport_cli.core.searching import Tried, stretches
from gosupport_cli.core.secret_patterns import SECRETS

TOKEN = "token: abcdef1234567890abcdef"
CUT = {  # what follows a secret -> what is left of it
    # A password that goes on behind a blank or on the next line.
    "пароль: Qwerty1": {
        "\nAbc123 не подходит": "\n не подходит", "\nтекст": "\nтекст", "\nword": "\n",
        "\nword дальше": "\nword дальше", "\n> Abc12 и": "\n и", "\n  500 ошибка": "\n  500 ошибка",
        " Abc123 и всё": " и всё", " word и всё": " word и всё", " 12345678 и всё": " и всё",
        " 123456789 и": " 123456789 и", " 1999": " 1999", " 2026 и": " 2026 и", " 404": " 404",
        " 500 и": " 500 и", " 304 и": " и", " 3 дня": " 3 дня", " esia-12 и": " esia-12 и",
        " https://a1.ru/x": " https://a1.ru/x", ".\nAbc1": ".\nAbc1",
        " Abc12 Def34 Ghi56 и": " и", "\nAbc12\nDef34\nи": "\n\n\nи",
    },
    # A token goes on only in what is long, stands alone or is a pair.
    TOKEN: {
        "\nzyxwvutsrqpo и": "\n и", "\nzyxwvutsrqp и": "\nzyxwvutsrqp и", "\nzyxwvut": "\nzyxwvut",
        "\nzyx1": "\n", "\nzyx1 и": "\nzyx1 и", "\nzy=1 и": "\n и", "\nОшибка": "\nОшибка",
        "\nhttps://a.ru/bcdefghijkl": "\nhttps://a.ru/bcdefghijkl",
    },
    "Cookie: acc_t=SEEDED": {
        "\nsid=abc; b=2; c=3 и": "\n и", "; b=2\nверно": "\nверно",
        ";\nabcdefghijkl; x=1; y=2\nОшибка": "\n\nОшибка", "\nabc и": "\nabc и",
    },
    "код: 482193": {" 1234": " 1234", " раз": " раз"},
}


@pytest.mark.parametrize(("secret", "behind", "left"), [
    (secret, behind, left) for secret, some in CUT.items() for behind, left in some.items()])
def test_a_secret_ends_where_its_value_ends(secret: str, behind: str, left: str) -> None:
    before = "Здравствуйте!\n"
    cut = cut_secrets(f"{before}{secret}{behind}").text
    word, _, rest = cut.removeprefix(before).partition("[удалено: ")
    assert word.rstrip() == secret.partition(" ")[0]
    assert rest.partition("]")[2] == left


def test_a_secret_that_only_shows_when_another_is_gone_goes_too() -> None:
    for text in ("пароль: Qwerty1, пароль: Asdfg2; код 4821 из смс, CVV 123",
                 "код из смс 4821 пароль Qwerty1 логин ivanova пароль: Zxcvb3"):
        cut = cut_secrets(text).text
        for value in ("Qwerty1", "Asdfg2", "4821", "123", "Zxcvb3"):
            assert value not in cut, (text, value)


@pytest.mark.parametrize("text", [
    "Cookie: a=b.", "Cookie: a=b; c=d)", "Set-Cookie: sid=1;",
])
def test_of_a_cookie_not_even_the_last_sign_is_left(text: str) -> None:
    assert cut_secrets(text).text.endswith(("]", "]."))


MADE_UP = {
    "Qwerty1": True, "abcd": False, "abc1": True, "ab1": False, "1234": False, "12345": True,
    "12345!": True, "Qwerty": True, "qweRty": True, "qwErt": False, "плоХой": True,
    "Госуслуги": False, "iPhone": False, "YouTube": False, "'Qwe1'": True, "(ab1": False,
    "ab1!?": False, "ab!c": True, "pa$$word": True, "ПАРОЛЬ": False, "12-34": False,
    "1.2.3": False, "Windows11": False, "ЯЖ12": True, "ZZ12": True, "esia-007015": False,
    "a@example.ru": False, "2026-11-20": False, "hello!": False, "'1234": False, "12345'": True,
}


@pytest.mark.parametrize(("value", "made_up"), MADE_UP.items())
def test_a_token_is_made_up_when_no_language_has_it(value: str, made_up: bool) -> None:
    assert looks_made_up(value) is made_up
    assert looks_made_up(f"{value}.,;:)»”") is made_up
    assert core_of(f"{value}…") == core_of(value)


def test_a_pattern_knows_any_case_and_repeats_nothing_without_end() -> None:
    found = compiled(r"код\s*(\w+)")
    assert found.fullmatch("КОД  АБВ") and not found.fullmatch("код" + " " * 10 + "а")
    assert not found.fullmatch("код " + "а" * 41)


OWN = "Иванова Мария Сергеевна"
NAMES = [  # what is written, the author, whether it is the author
    ("Ивановой Марии", OWN, True), ("Марией", OWN, True), ("Сергеевной", OWN, True),
    ("М. С. Иванова", OWN, True), ("И. М.", OWN, True), ("П. М.", OWN, False),
    ("Иванова, Мария", OWN, True), ("Ивановна", OWN, False), ("Сергеева", OWN, False),
    ("Марина", OWN, False), ("Иваныч", OWN, False), ("Иванова Анна", OWN, False),
    ("Яны Ким", "Ким Яна", True), ("Яне", "Ким Яна", True), ("Янка", "Ким Яна", False),
    ("Любови", "Ким Любовь", True), ("Олегу Киму", "Ким Олег", True),
    ("Ольга Ким", "Ким Олег", False), ("Иваны", "Иван Ким", False),
    # A man's names in the genitive look like a woman's: his with the father's name only.
    ("Иванова Олега", "Иванов Олег", False), ("Иванова Александра", "Иванов Александр", False),
    ("Иванова Ивана Ильича", "Иванов Иван Ильич", True),
    ("Александра Петровича", "Иванов Александр Петрович", True),
    ("Иванова Александра Петровна", "Иванов Александр Петрович", False),
    ("Иванову Ивану Ильичу", "Иванов Иван Ильич", True),
    ("Ивановы Ивана Ильича", "Иванов Иван Ильич", False),
    ("Иванов", OWN, False), ("Иванова Марина Сергеевна", OWN, False), ("Иван", OWN, False),
    ("Дмитрию Зелинскому", "Зелинский Дмитрий", True), ("Зелинской Анне", "Зелинская Анна", True),
    ("Павлу", "Ким Павел", True), ("Петру Ильичу", "Ким Пётр Ильич", True),
    ("Пётр", "Ким Петр", True), ("Иванов", "Ким Иван", False), ("Любовью", "Ким Любовь", True),
    ("Мария", "Мария", False), ("Мария", "Ким Мария", True),
]


@pytest.mark.parametrize(("written", "own", "same"), NAMES)
def test_the_author_is_known_by_every_word_of_a_name(written: str, own: str, same: bool) -> None:
    assert is_own_name(written, own) is same


@pytest.mark.parametrize(("text", "left"), [
    ("Пишет Мария Сергеевна Иванова", "Пишет Мария Сергеевна Иванова"),
    ("Помогла Мария Сергеевна Петрова", None), ("Клиент Иванова Мария", "Клиент Иванова Мария"),
    ("Муж Иванов Олег Ильич", "Муж [лицо-1]"),
])
def test_a_name_behind_another_word_is_still_the_authors(text: str, left: str | None) -> None:
    masked = mask_found(text, own_name=OWN).text
    assert masked == left if left else "[лицо-1]" in masked


def test_nobody_is_the_author_when_no_name_is_given() -> None:
    assert mask_found("Пишет Мария Сергеевна Иванова").placeholders != {}


def test_addresses_are_the_same_in_any_case_and_phones_by_ten_digits() -> None:
    for own, text, masked in (
        ("A1@Example.ru", "почта мамы a1@example.ru", False),
        ("a1@example.ru", "почта мамы b1@example.ru", True),
        ("8 900 000-00-01", "телефон мамы +7 900 000-00-01", False),
        ("+79000000002", "телефон мамы +7 900 000-00-01", True),
    ):
        assert bool(mask_found(text, own=(own,)).placeholders) is masked, text
    two = mask_found("почта мамы a1@example.ru и почта папы b1@example.ru, муж Петров  Олег "
                     "Ильич, муж Петров Олег Ильич")
    assert set(two.placeholders) == {"[почта-1]", "[почта-2]", "[лицо-1]"}


def test_a_pattern_without_words_of_its_own_is_always_tried_and_others_near_theirs() -> None:
    text = "пароль " + "x" * 5000 + " код " + "y" * 5000
    assert [*stretches(text, (), 10)] == [(0, len(text))]
    assert [*stretches(text, ("нет",), 10)] == []
    (first, one), (second, two) = stretches(text, ("пароль", "код"), 10)
    assert (first, second) == (0, text.index("код") - 10)
    assert one >= 10 and two >= text.index("код") + 10
    short = "пароль" + "x" * 3994
    assert [*stretches(short, ("пароль",), 10)] == [(0, 4000)]
    tried = Tried(SECRETS)
    assert set(tried.worth_trying("ничего")) == {one for one in SECRETS if not one.needs}
    some = tried.worth_trying("ПАРОЛЬ")
    assert some == [one for one in SECRETS if not one.needs
                    or any(need in "пароль" for need in one.needs)]
