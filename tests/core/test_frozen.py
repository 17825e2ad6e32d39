"""Frozen does what a frozen dataclass does, one beside the other."""

import copy
import threading
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gosupport_cli.core.frozen import Frozen


@dataclass(frozen=True)
class Model:
    """Known to be right."""

    one: int
    two: str = "zwei"
    many: dict[str, int] = field(default_factory=dict)


class Ours(Frozen):
    """The same fields."""

    one: int
    two: str = "zwei"
    many: dict[str, int] = field(default_factory=dict)


_NAMES = some.sampled_from(["one", "two", "many", "three"])


@given(some.lists(some.integers(0, 2), max_size=4), some.dictionaries(_NAMES, some.integers(0, 2)))
def test_values_are_taken_and_refused_alike(words: list[Any], named: dict[str, Any]) -> None:
    try:
        wanted = asdict(Model(*words, **named))
    except TypeError:
        with pytest.raises(TypeError, match=r"^Ours: .+"):
            Ours(*words, **named)
    else:
        made = Ours(*words, **named)
        assert asdict(made) == wanted
        assert repr(made) == repr(Model(*words, **named)).replace("Model", "Ours")


@given(some.integers(0, 1), some.sampled_from("ab"), some.integers(0, 1), some.sampled_from("ab"))
def test_equal_fields_make_equal_values_and_hashes(
    one: int, two: str, other: int, more: str
) -> None:
    alike = Model(one, two) == Model(other, more)
    assert (Ours(one, two) == Ours(other, more)) is alike
    assert (hash(Pair(one, two)) == hash(Pair(other, more))) is alike
    assert Ours(one, two) != Model(one, two)


class Pair(Frozen):
    one: int
    two: str


class Single(Frozen):
    one: int


class Nothing(Frozen):
    pass


class Longer(Pair):
    three: int = 3


def test_small_and_inherited_classes_work_too() -> None:
    assert Single(1) == Single(1) != Single(2)
    assert len({Nothing(), Nothing(), Single(1), Single(1)}) == 2
    assert Pair(1, "2") == Pair(1, two="2")  # what a class inherits from was used before it
    assert Longer(1, "2") == Longer(1, two="2", three=3)
    assert repr(Longer(1, "2")) == "Longer(one=1, two='2', three=3)"
    assert Pair(1, "2") != Longer(1, "2")


def test_what_hashes_nothing_says_so() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Ours(1))


def test_nothing_changes_afterwards() -> None:
    made: Any = Ours(1)
    with pytest.raises(FrozenInstanceError):
        made.one = 2
    with pytest.raises(FrozenInstanceError):
        made.new = 2
    with pytest.raises(FrozenInstanceError):
        del made.one
    assert made == Ours(1)


def test_defaults_that_are_made_are_made_anew() -> None:
    assert Ours(1).many is not Ours(1).many


def test_the_tools_of_dataclasses_take_it_for_one() -> None:
    class Unused(Frozen):
        one: int
        two: str = "b"

    before: Any = Unused
    assert is_dataclass(before)  # before the first value
    assert [one.name for one in fields(before)] == ["one", "two"]
    made: Any = Unused(1)
    assert replace(made, two="c") == Unused(1, "c")
    with pytest.raises(TypeError, match="unknown: three"):
        replace(made, three=3)
    assert copy.deepcopy(made) == Unused(1)


def test_a_class_first_used_by_many_threads_is_whole_for_all() -> None:
    for _ in range(50):
        class Fresh(Frozen):
            one: int
            two: str = "b"

        def use(made: Any = Fresh) -> object:
            return made(1).two

        seen = _of_four_threads(use)
        assert seen == ["b"] * 4


def _of_four_threads(action: Callable[[], object]) -> list[object]:
    seen: list[object] = []
    threads = [threading.Thread(target=lambda: seen.append(action())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def test_a_value_that_a_reader_of_data_made_without_calling_the_class_is_a_whole_one() -> None:
    import msgspec  # leaves out what is as the class declares it

    made = msgspec.convert({"one": 1}, Ours)
    assert made == Ours(1)
    assert repr(made) == repr(Ours(1))
    assert msgspec.convert({"one": 1, "two": "b"}, Pair) == Pair(1, "b")


def test_what_is_not_to_be_shown_or_compared_is_not() -> None:
    class Quiet(Frozen):
        name: str
        secret: str = field(default="", repr=False)
        note: str = field(default="", compare=False)

    one, other = Quiet("ann", "word", "first"), Quiet("ann", "word", "second")
    assert "word" not in repr(one)
    assert one == other
    assert hash(one) == hash(other)
    assert one != Quiet("ann", "other", "first")
