"""Values that never change: ``class Limit(Frozen)`` is ``@dataclass(frozen=True) class Limit``.

It works like one in everything (``tests/core/test_frozen.py`` compares the two); ``field``,
``replace``, ``fields`` and ``asdict`` take it for one. But ``dataclass`` writes and compiles six
methods for every class at import; with sixty classes that was a fifth of the time of ``new``
(``python -m bench start``). Here all classes share their methods, and a class is looked at when
it is first used.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from threading import RLock
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, dataclass_transform

# Names of the fields, the same as a set, defaults, makers of defaults, what of a value is compared.
_Shape = tuple[
    tuple[str, ...], frozenset[str], Mapping[str, Any], Mapping[str, Callable[[], Any]],
    Callable[[object], object],
]
_one_at_a_time = RLock()  # collectors run side by side


class _Declared:
    """An attribute of the class that stands there as soon as somebody asks for it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, _value: object, kind: type[Any]) -> Any:
        with _one_at_a_time:
            if vars(kind)[self.name] is self:
                _look_at(kind)
        return vars(kind)[self.name]


def _look_at(kind: type[Any]) -> None:
    dataclasses.dataclass(init=False, repr=False, eq=False)(kind)
    fields = dataclasses.fields(kind)
    names = tuple(one.name for one in fields)
    compared = [one.name for one in fields if one.compare]
    absent = dataclasses.MISSING
    kind._shape = (
        names,
        frozenset(names),
        {one.name: one.default for one in fields if one.default is not absent},
        {one.name: one.default_factory for one in fields if one.default_factory is not absent},
        attrgetter(*compared) if compared else type,
    )


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
class Frozen:
    """What a class declares as ``name: type`` or ``name: type = default`` are its fields."""

    if TYPE_CHECKING:
        _shape: ClassVar[_Shape]
        __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    def __init_subclass__(cls) -> None:
        for name in ("_shape", "__dataclass_fields__"):
            setattr(cls, name, _Declared(name))

    def __init__(self, *given: Any, **named: Any) -> None:
        names, known, defaults, makers, _ = self._shape
        values = self.__dict__
        if len(named) < len(names):
            values.update(defaults)
            values.update(zip(names, given))  # noqa: B905 - too many are told below
        values.update(named)
        if len(values) < len(names):
            values.update((name, make()) for name, make in makers.items() if name not in values)
        if values.keys() != known or (given and _given_twice(names, given, named)):
            raise TypeError(_misuse(type(self), given, named))

    def __repr__(self) -> str:
        shown = [one.name for one in dataclasses.fields(self) if one.repr]  # passwords are not
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__qualname__}({told})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        values = self._shape[4]
        return values(self) == values(other)

    def __hash__(self) -> int:
        return hash(self._shape[4](self))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _given_twice(names: Sequence[str], given: Sequence[Any], named: Mapping[str, Any]) -> bool:
    return len(given) > len(names) or not named.keys().isdisjoint(names[: len(given)])


def _misuse(kind: type[Frozen], given: Sequence[Any], named: Mapping[str, Any]) -> str:
    names, _, defaults, makers, _ = kind._shape
    got = [*names[: len(given)], *named]
    twice = {name for name in got if got.count(name) > 1}
    lacking = [name for name in names if name not in {*got, *defaults, *makers}]
    unknown = [name for name in named if name not in names]
    told = {"missing": lacking, "unknown": unknown, "given twice": sorted(twice)}
    said = "; ".join(f"{what}: {', '.join(which)}" for what, which in told.items() if which)
    return f"{kind.__qualname__}: {said or f'{len(given)} values for {len(names)} fields'}"
