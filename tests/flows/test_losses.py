"""What a channel could not carry is said, with where it went instead."""

import pytest

from tests.factories import request
from tests.rendering import document, picture, with_files

HAR = picture("portal.har", media_type="application/json")
BIG = picture("big.png", size=3 * 1024 * 1024)


@pytest.mark.parametrize("channel", ["portal", "app", "chat"])
def test_a_log_stays_behind_where_only_pictures_go(channel: str) -> None:
    made = document(with_files(picture(), HAR), channel)
    assert [one.name for one in made.attachments] == ["screen.png"]
    lost = next(one for one in made.loss if "portal.har" in one.why)
    assert (lost.field, lost.instead) == (
        "attachments",
        "Журналы отправляют письмом или через службу заявок. Здесь приложите снимок экрана.")


@pytest.mark.parametrize("channel", ["email", "rt", "redmine", "zammad"])
def test_a_log_goes_by_mail_and_to_ticket_servers(channel: str) -> None:
    assert [one.name for one in document(with_files(HAR), channel).attachments] == ["portal.har"]


def test_a_picture_over_two_megabytes_is_too_much_for_the_chat_alone() -> None:
    lost = [one for one in document(with_files(BIG), "chat").loss if one.field == "attachments"]
    assert len(lost) == 1 and "2 МБ" in lost[0].why and "не подтверждён" in lost[0].why
    assert "gosupport attach GS-1" in lost[0].instead
    assert document(with_files(BIG), "portal").loss == ()


def test_the_sixth_file_waits() -> None:
    made = document(with_files(*(picture(f"{n}.png") for n in range(6))), "portal")
    assert len(made.attachments) == 5
    assert made.loss[0].why.startswith("5.png: файлов больше 5")


def test_a_field_that_is_too_long_is_told_and_not_cut() -> None:
    made = document(request(problem__actual="слово " * 500), "portal")
    lost = next(one for one in made.loss if one.field == "description")
    field = next(one for one in made.fields if one.id == "description")
    assert len(field.text) > 3000
    assert str(len(field.text)) in lost.why and "2000" in lost.why


def test_a_word_longer_than_a_message_is_told_and_not_cut() -> None:
    made = document(request(problem__actual="x" * 1500), "chat")
    assert any("x" * 1500 in one for one in made.messages)
    assert any(one.field.startswith("messages[") for one in made.loss)


def test_the_report_speaks_english_and_the_document_stays_russian() -> None:
    about = with_files(HAR, BIG, person__inn="500100732259", problem__actual="слово " * 500)
    for channel in ("portal", "chat", "phone", "email", "open311"):
        russian, english = document(about, channel), document(about, channel, "en")
        assert russian.fields == english.fields and russian.messages == english.messages
        assert [one.field for one in russian.loss] == [one.field for one in english.loss]
        assert english.loss
        for one in english.loss:
            words = (one.why + one.instead).replace("[ИНН-1]", "").replace("Иванова М. С.", "")
            for russian_name in ("Описание проблемы", "Описание", "Что сказать", "Текст письма",
                                 "“", "”"):
                words = words.replace(russian_name, "")
            assert words.isascii()
            assert one.why and one.instead
