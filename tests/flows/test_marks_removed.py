"""What stays of an answer when the person takes the mark of a cut-out secret away."""

import pytest

from gosupport_cli.core.knowledge import Step, remaining
from gosupport_cli.flows.ask_kept import without_marks


@pytest.mark.parametrize(("marked", "bare"), [
    ("Не оплачено.\nПароль: [удалено: пароль]\nДальше", "Не оплачено.\nДальше"),
    ("Пароль: [удалено: пароль]", ""),
    ("Ошибка. Код из СМС: [удалено: код]. Дальше.", "Ошибка. Дальше."),
    ("Пишу код [удалено: код] и всё", "Пишу код и всё"),
    ("Файл не загружается, мой пароль [удалено: пароль]", "Файл не загружается"),
    ("Статус: не оплачено [удалено: код]", "Статус: не оплачено"),
])
def test_no_word_that_only_named_the_secret_is_left(marked: str, bare: str) -> None:
    assert without_marks(marked) == bare
    assert without_marks((marked, "x")) == tuple(filter(None, (bare, "x")))


def test_a_step_is_told_to_the_support_as_done_and_not_as_an_order() -> None:
    named, own = Step("1", "Обновите.", tried=("update",)), Step("2", "Обратитесь в банк.")
    assert (named.as_tried, own.as_tried) == ("update", "сделали по совету: «Обратитесь в банк»")
    assert remaining((named, own), [own.as_tried]) == [named]
