"""A unit of Enhetsregisteret, and what is known of a register that was brought in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

from data.words import N_, Phrase, phrase

SUB_FORMS = frozenset({"BEDR", "AAFY"})
"""Organisation forms that only sub-units (underenheter) have."""

FORMAT = 1
"""Moves when the tables of the register file do; one of another format is fetched anew."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of the register."""

    number: int
    """Organisation number (organisasjonsnummer), nine digits."""
    name: str
    """Harmless to show; a sole trader's is a person's."""
    form: str
    """Code of the organisation form (organisasjonsform), such as AS or FLI."""
    bankrupt: bool
    winding_up: bool
    """Being dissolved, by its own decision or by force."""
    parent: int | None
    """The unit above (overordnet enhet): of a sub-unit its main unit."""

    @property
    def is_sub(self) -> bool:
        """Whether this is a sub-unit (underenhet), which somebody else answers for."""
        return self.form in SUB_FORMS


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A bulk file that a register was made of."""

    name: str
    sha256: str
    size: int
    """Bytes."""
    units: int


@dataclass(frozen=True, slots=True)
class RegisterView:
    """A register that was brought in."""

    date: date
    """The day its files were made; of several the oldest."""
    main_units: int
    sub_units: int
    files: tuple[RegisterFile, ...]
    operator: str
    imported: datetime
    """Wall time in Oslo."""
    units_before: int
    """How many units the register before it held; 0 where there was none."""

    @property
    def units(self) -> int:
        """How many units it holds in all."""
        return self.main_units + self.sub_units

    @property
    def remarks(self) -> tuple[Phrase, ...]:
        """What makes its answers doubtful: half a register finds less than there is."""
        found = []
        if not self.sub_units:
            sentence = N_("The register has no sub-units, so their numbers will not be found.")
            found.append(phrase(sentence))
        if self.units * 10 < self.units_before * 9:
            sentence = N_("The register before it had {count} units. Is a file cut off or missing?")
            found.append(phrase(sentence, count=grouped(self.units_before)))
        return tuple(found)


def written_about(view: RegisterView) -> str:
    """Return what a register says of itself, as it is stored."""
    values = asdict(view) | {"date": view.date.isoformat(), "imported": view.imported.isoformat()}
    return json.dumps({"format": FORMAT, **values}, ensure_ascii=False)


def read_about(content: str) -> RegisterView:
    """Return what a register says of itself; raises ValueError, KeyError or TypeError."""
    values = json.loads(content)
    if values.pop("format") != FORMAT:
        raise ValueError("another format")
    values["date"] = date.fromisoformat(values["date"])
    values["imported"] = datetime.fromisoformat(values["imported"])
    values["files"] = tuple(RegisterFile(**file) for file in values["files"])
    return RegisterView(**values)


def grouped(count: int) -> str:
    """Return a large count as people read it: `1 160 000`, with hard spaces."""
    return f"{count:,}".replace(",", "\u00a0")
