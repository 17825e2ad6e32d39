"""A table that reads well in a terminal and in README.md."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Table:
    """``notes`` stand below; the first column is text, the others figures."""

    title: str
    head: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def markdown(self) -> str:
        """Columns as wide as their widest cell."""
        wide = [max(len(row[place]) for row in [self.head, *self.rows])
                for place in range(len(self.head))]
        rule = ["-" * wide[0], *("-" * (one - 1) + ":" for one in wide[1:])]
        lines = [f"| {' | '.join(_padded(row, wide))} |" for row in (self.head, rule, *self.rows)]
        return "\n".join([f"**{self.title}**", "", *lines, *(f"\n{note}" for note in self.notes)])


def _padded(row: Sequence[str], wide: Sequence[int]) -> list[str]:
    return [row[0].ljust(wide[0]), *(cell.rjust(one) for cell, one in
                                     zip(row[1:], wide[1:], strict=True))]


def ratio(value: float, base: float, target: float | None = None) -> str:
    """«1.23x», and whether the target holds."""
    found = value / base
    if target is None:
        return f"{found:.2f}x"
    return f"{found:.2f}x {'<=' if found <= target else 'MISSES'} {target:g}x"
