"""The head of a report: which basis, how it stands, and the digests that prove what it was."""

from __future__ import annotations

from collections.abc import Iterator

from data.report.content import Cell, Code, Ore
from data.report.material import Material
from data.retention import kept_until
from data.words import N_, Phrase, phrase


def facts(material: Material) -> Iterator[tuple[Phrase, Cell]]:
    """Yield name and value of what the report is about."""
    scope, copy, export = material.scope, material.copy, material.export
    yield Phrase(N_("Building")), scope.building
    yield Phrase(N_("To-date")), scope.to
    if scope.season:
        yield Phrase(N_("Season")), scope.season
    yield Phrase(N_("Lines")), len(material.lines)
    yield Phrase(N_("Sum kr")), Ore(sum(line.price or 0 for line in material.lines))
    yield Phrase(N_("State")), _state(material)
    yield Phrase(N_("Made")), material.at
    yield Phrase(N_("Operator")), material.operator
    yield Phrase(N_("Checksum of the lines")), Code(f"sha256 {material.digest}")
    if copy is not None:
        yield (
            Phrase(N_("Copy")),
            phrase(
                N_("K-{number:04d}, taken {taken} by {operator}"),
                number=copy.number,
                taken=f"{copy.taken:%d.%m.%Y %H.%M}",
                operator=copy.operator,
            ),
        )
        yield Phrase(N_("Kept until")), kept_until(copy.taken.date(), copy.to)
        yield Phrase(N_("Checksum of the copy")), Code(f"sha256 {copy.sha256}")
    else:
        yield Phrase(N_("Copy")), Phrase(N_("not taken yet"))
    if export is not None:
        yield Phrase(N_("Export")), phrase(
            N_("E-{number:04d}, {at} by {operator}, account strings {external} and {internal}"),
            number=export.number,
            at=f"{export.at:%d.%m.%Y %H.%M}",
            operator=export.operator,
            external=export.external,
            internal=export.internal,
        )  # fmt: skip
    if material.test_mode:
        yield Phrase(N_("Test mode")), Phrase(N_("test numbers count as customer ids"))


def _state(material: Material) -> Phrase:
    view = material.view
    if view is None:
        return Phrase(N_("exported; the answers are those of the export"))
    return phrase(N_("{signed} of {points} signed"), signed=view.signed, points=len(view.points))
