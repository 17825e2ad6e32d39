"""Complete values to vary in tests; people and numbers are invented (DOMAIN §0.6)."""

from gosupport_cli.core.model import Request, Status, Value
from tests.fakes import FixedClock


def complete_answers(**changes: Value) -> dict[str, Value]:
    """Answers that satisfy the whole checklist; change keys as ``problem__subject="…"``."""
    answers: dict[str, Value] = {
        "category": "booking",
        "channel": "portal",
        "person.full_name": "Иванова Мария Сергеевна",
        "person.phone": "+79000000001",
        "person.email": "ivanova@example.ru",
        "problem.service": "Запись на приём к врачу",
        "problem.subject": "Ошибка 500 при выборе времени приёма",
        "problem.summary": "При выборе времени приёма появляется ошибка 500.",
        "problem.occurred_at": "2026-11-20T14:30+03:00",
        "problem.action": "Нажала кнопку «Выбрать время»",
        "problem.steps": ("Открыла услугу", "Выбрала поликлинику", "Нажала «Выбрать время»"),
        "problem.expected": "Откроется список времени",
        "problem.actual": "Страница с ошибкой",
        "problem.error_text": "500 Internal Server Error",
        "problem.error_code": "ab12cd34ef56",
        "problem.pages": ("https://www.gosuslugi.ru/10700",),
        "problem.tried": ("restart_browser", "clear_cache", "re_enter_data"),
        "problem.conditions": "Каждый раз, утром и вечером",
        "problem.demand": "Прошу восстановить работу выбора времени приёма.",
        "problem.reply_via": "email",
        "environment.device": "computer",
        "environment.os": "Windows 11 23H2",
        "environment.browser": "Яндекс Браузер 25.10",
        "environment.app_version": "4.52.1",
        "environment.vpn": "no",
        "environment.proxy": "no",
        "environment.network": "home",
        "environment.elsewhere": "no",
    }
    answers.update({key.replace("__", "."): value for key, value in changes.items()})
    return answers


def request(**changes: Value) -> Request:
    """A complete draft GS-1."""
    now = FixedClock().now()
    return Request(
        id="GS-1",
        status=Status.DRAFT,
        revision=1,
        created_at=now,
        updated_at=now,
        answers=complete_answers(**changes),
    )
