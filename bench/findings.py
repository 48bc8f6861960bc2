"""How many of the sample's planted problems the checklist finds, and how much it cries wolf.

The demo is built for several seeds, every building's checklist of the month to close is looked
at once, and its findings are held against what was planted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench._measure import milliseconds, show
from bench._stores import TODAY
from data.close import Close
from data.demo import OPERATORS, build
from data.sample import LINES, Municipality, ProblemKind, SeededProblem, municipality
from data.views import Finding

SEEDS = (1, 2, 3, 4, 5)

EXPECTED: dict[ProblemKind, tuple[str, ...]] = {
    "id_missing": ("missing",),
    "id_not_given": ("not_given",),
    "organization_check_digit": ("wrong_check_digit",),
    "person_check_digit": ("wrong_check_digit",),
    "internal_with_organization_number": ("internal_with_external_id",),
    "external_with_resource_number": ("external_with_resource_number",),
    "ten_digits": ("ten_digits",),
    "scientific": ("scientific",),
    "common_help_number": ("fh_number",),
    "sub_customers": ("sub_customers",),
    "negative": ("credit",),
    "late": ("late",),
    "duplicate": ("reservation_twice",),
    "price_deviates": ("own_price",),
    "price_unlike_own_history": ("own_price",),
    "price_unlike_usual": ("usual_price",),
    "free_among_paid": ("free_among_paid",),
    "paid_among_free": ("paid_among_free",),
    "high_price": ("high_price",),
    "odd_amount": ("odd_amount",),
    "double_booking": ("double_booking",),
    "event_on_allocation": ("event_on_allocation",),
    "two_ids": ("two_ids",),
    "one_id_two_names": ("one_id_two_names",),
    "near_equal_names": ("near_equal_names",),
    "kind_clash": ("kind_clash",),
    "unit_not_found": ("unit_register",),
    "unit_bankrupt": ("unit_register",),
    "unit_winding_up": ("unit_register",),
    "unit_name_differs": ("unit_register",),
    "sub_unit": ("unit_register",),
}
"""The kinds of findings that tell each kind of problem.

`hostile_text` is nothing to find, and what `across_month_end` plants ends after the to-date.
"""


class Score:
    """What was planted and found over several samples."""

    def __init__(self) -> None:
        self.seeded: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.false: Counter[str] = Counter()
        self.examples: list[str] = []
        self.first: list[float] = []
        self.others: list[float] = []

    def add(self, sample: Municipality, findings: list[Finding]) -> None:
        """Hold the findings of a sample against its problems."""
        problems = [each for each in sample.problems if each.kind in EXPECTED]
        for problem in problems:
            self.seeded[problem.kind] += 1
            self.found[problem.kind] += any(_tells(each, problem) for each in findings)
        for finding in findings:
            self.told[finding.kind] += 1
            if not any(_tells(finding, problem) for problem in problems):
                self.false[finding.kind] += 1
                self.examples.append(f"{finding.kind}: {finding.text}")


def _tells(finding: Finding, problem: SeededProblem) -> bool:
    return finding.kind in EXPECTED[problem.kind] and not {*finding.lines}.isdisjoint(problem.lines)


def looked_at(path: Path, sample: Municipality, score: Score) -> Iterator[Finding]:
    """Yield what the checklists of a new start find, and time each of them."""
    close = Close(path, OPERATORS[0], test_mode=True)
    to: date = sample.latest.month.last
    for place, building in enumerate(sample.buildings):
        began = perf_counter()
        view = close.control.view(close.basis.scope(building, to))
        (score.others if place else score.first).append(perf_counter() - began)
        for point in view.points:
            yield from point.findings
    close.shut()


def main() -> None:
    """Print the tables."""
    score = Score()
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 8, 14, tzinfo=UTC)
    for seed in SEEDS:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "demo.db"
            build(path, seed=seed, now=now)
            sample = municipality(TODAY, LINES, seed)
            score.add(sample, list(looked_at(path, sample, score)))
    seeded, found = score.seeded.total(), score.found.total()
    told, false = score.told.total(), score.false.total()
    show(
        f"Planted in {len(SEEDS)} demos of {LINES:,} lines; recall {_share(found, seeded)}",
        ("planted", "seeded", "found", "missed"),
        [
            (kind, *map(str, (times, score.found[kind], times - score.found[kind])))
            for kind, times in score.seeded.items()
        ],
    )
    show(
        f"Findings; precision {_share(told - false, told)}",
        ("finding", "told", "true", "false"),
        [
            (kind, *map(str, (times, times - score.false[kind], score.false[kind])))
            for kind, times in sorted(score.told.items())
        ],
    )
    print("\n".join(["", *(f"  false  {example}" for example in score.examples)]))
    show(
        "Time to the checklist on the demo, medians",
        ("look", "ms"),
        [
            ("the first building after the start", milliseconds(median(score.first))),
            ("each building after it", milliseconds(median(score.others))),
        ],
    )


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}, {part * 1000 // max(whole, 1) / 10} %"


if __name__ == "__main__":
    main()
