"""The customers: clubs, companies, the municipality's own units and private persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, count, product
from random import Random

from data.listing import NOT_GIVEN, CustomerType
from data.register.unit import Unit
from data.sample.ids import SampleIds
from data.sample.places import Group
from data.sample.register import MUNICIPAL_FORM, SUB_UNIT_FORM, sound_unit

_PLACES = (
    "Bjørkåsen",
    "Skarvøya",
    "Åslia",
    "Kvernmoen",
    "Lyngheia",
    "Tømmervika",
    "Vårdalen",
    "Myrvoll",
    "Ærlighaugen",
    "Østheia",
)
_YOUNG = ("skolekorps", "speidergruppe", "turnforening", "juniorkor")
_CLUBS = (
    "idrettslag",
    "håndballklubb",
    "damekor",
    "mannskor",
    "sanitetsforening",
    "revylag",
    "sjakklubb",
    "velforening",
)
_TRADES = ("Regnskap AS", "Rør AS", "Bygg og anlegg AS", "Eiendom AS", "Tannhelse DA", "Havbruk AS")
_UNITS = (
    "Skarvøya skole",
    "Lyngheia barneskole",
    "Kulturskolen",
    "Barnehageenheten",
    "Helsestasjonen",
    "Voksenopplæringa",
    "Teknisk drift",
    "Bibliotekenheten",
)
_FIRST = (
    "Åse",
    "Øyvind",
    "Bjørg",
    "Håkon",
    "Sølvi",
    "Kåre",
    "Ingrid",
    "Yngve",
    "Marit",
    "Odd",
    "Ragnhild",
    "Eirik",
    "Turid",
    "Sindre",
    "Gunnhild",
    "Ærlend",
    "Liv",
    "Torstein",
    "Maja",
    "Jonas",
)
_LAST = (
    "Myrvold",
    "Ås",
    "Øverli",
    "Tangen",
    "Bråten",
    "Nygård",
    "Sæther",
    "Kvam",
    "Lykkja",
    "Rønning",
    "Hagen",
    "Fjære",
    "Moen",
    "Dørum",
    "Vik",
    "Støa",
    "Ødegård",
    "Brekke",
    "Lund",
    "Aasen",
)
_STRANGERS = ("Gro Solbakken", "Nils Haugland", "Wenche Skogly", "Peder Fossum")
_OTHERS = (
    "Ytterholmen Vaskeri AS",
    "Ytterholmen Seilforening",
    "Innlandet Frisør AS",
    "Innlandet Orienteringsklubb",
    "Nordbygda Elektro AS",
    "Nordbygda Hagelag",
    "Sørgarden Transport DA",
    "Sørgarden Husflidslag",
)
"""In the register, but never a customer."""


@dataclass(frozen=True, slots=True)
class Customer:
    """Who rents and pays; the organisation is empty for a private person."""

    organization: str
    contact: str
    customer_type: CustomerType
    customer_id: str
    sub_customer: str = ""

    def without_contact(self) -> Customer:
        """Return the organisation without its contact person."""
        return replace(self, contact="")


class Customers:
    """Everybody who rents, by target group; more of them when there are more lines.

    No two have the same name, and nobody pays in two target groups: what a customer pays for
    a room and a time is the same in every month.
    """

    def __init__(self, rng: Random, lines: int) -> None:
        self.ids = SampleIds(rng)
        self.register: dict[str, Unit] = {}
        """The unit of every organisation number that was handed out, by number."""
        self._rng = rng
        self._people = self._unused_names()
        more = 1 + lines // 70_000
        self.by_group: dict[Group, tuple[Customer, ...]] = {
            "young": tuple(self._organizations(_YOUNG, 14 * more)),
            "club": tuple(self._organizations(_CLUBS, 24 * more)),
            "company": tuple(self._organizations(_TRADES, 16 * more)),
            "private": tuple(self.person() for _ in range(70 * more)),
            "internal": tuple(self.unit(name) for name in _UNITS),
        }
        self._strangers = tuple(self._without_number())
        for name in _OTHERS:
            self.number_for(name)
        self._others_branch()

    def some(self, group: Group) -> Customer:
        """Return one of the group; among the young also people who gave no number."""
        if group == "young":
            return self._rng.choice((*self.by_group[group], *self._strangers))
        return self._rng.choice(self.by_group[group])

    def regular(self, group: Group) -> Customer:
        """Return one of the group that may have a slot every week."""
        return self._rng.choice(self.by_group[group])

    def person(self, name: str = "") -> Customer:
        """Return a new private person."""
        return Customer("", name or next(self._people), "external", self.ids.person())

    def club(self, name: str, number: str = "") -> Customer:
        """Return a new organisation of that name, with its unit in the register."""
        return Customer(name, self._name(), "external", number or self.number_for(name))

    def unit(self, name: str) -> Customer:
        """Return a new unit of the municipality itself."""
        return Customer(name, self._name(), "internal", self.ids.resource())

    def number_for(self, name: str) -> str:
        """Return a new organisation number under which the register has the name."""
        number = self.ids.organization()
        self.register[number] = sound_unit(number, name)
        return number

    def municipal_number_for(self, name: str) -> str:
        """Return a new organisation number of a unit of the municipality."""
        number = self.number_for(name)
        self.register[number] = replace(self.register[number], form=MUNICIPAL_FORM)
        return number

    def branch_number_for(self, name: str) -> str:
        """Return the number of a new sub-unit, whose main unit is in the register too."""
        parent, number = self.number_for(name), self.number_for(name)
        self.register[number] = replace(
            self.register[number], form=SUB_UNIT_FORM, parent=int(parent)
        )
        return number

    def departments(self) -> tuple[Customer, Customer]:
        """Return two departments of one club: one organisation number, a reference number each."""
        name = "Kvernmoen allianseidrettslag"
        number = self.number_for(name)
        return (
            Customer(f"{name} – avd. Fotball", self._name(), "external", number, "10"),
            Customer(f"{name} – avd. Ski", self._name(), "external", number, "20"),
        )

    def _organizations(self, kinds: tuple[str, ...], count: int) -> Iterator[Customer]:
        names = [f"{place} {kind}" for place, kind in product(_PLACES, kinds)]
        self._rng.shuffle(names)
        for number in range(count):
            series, place = divmod(number, len(names))
            name = f"{names[place]} {series + 1}" if series else names[place]
            yield self.club(name)

    def _without_number(self) -> Iterator[Customer]:
        """Yield people who asked for a free room and gave no number, which is no error."""
        for number, name in enumerate(_STRANGERS):
            yield Customer("", name, "external", NOT_GIVEN if number % 2 else "")

    def _others_branch(self) -> None:
        """Add a unit that is no customer and went bankrupt, and a sub-unit of another."""
        gone = self.number_for("Ytterholmen Trelast AS")
        self.register[gone] = replace(self.register[gone], bankrupt=True)
        self.branch_number_for("Ytterholmen Bakeri AS")

    def _unused_names(self) -> Iterator[str]:
        """Yield names of people, each once."""
        names = [f"{first} {last}" for first, last in product(_FIRST, _LAST)]
        self._rng.shuffle(names)
        again = (f"{name} {series}" for series in count(2) for name in names)
        return chain(names, again)

    def _name(self) -> str:
        return f"{self._rng.choice(_FIRST)} {self._rng.choice(_LAST)}"
