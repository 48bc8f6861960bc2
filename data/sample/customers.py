"""The customers: clubs, companies, the municipality's own units and private persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from random import Random

from data.listing import NOT_GIVEN, CustomerType
from data.sample.ids import SampleIds
from data.sample.places import Group

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
    """Everybody who rents, by target group; more of them when there are more lines."""

    def __init__(self, rng: Random, lines: int) -> None:
        self.ids = SampleIds(rng)
        self._rng = rng
        more = 1 + lines // 20_000
        self.by_group: dict[Group, tuple[Customer, ...]] = {
            "young": (*self._organizations(_YOUNG, 14 * more), *self._strangers(4)),
            "club": tuple(self._organizations(_CLUBS, 24 * more)),
            "company": tuple(self._organizations(_TRADES, 16 * more)),
            "private": tuple(self.person() for _ in range(70 * more)),
            "internal": tuple(
                Customer(unit, self._name(), "internal", self.ids.resource()) for unit in _UNITS
            ),
        }

    def some(self, group: Group) -> Customer:
        """Return one of the group."""
        return self._rng.choice(self.by_group[group])

    def person(self, name: str = "") -> Customer:
        """Return a new private person."""
        return Customer("", name or self._name(), "external", self.ids.person())

    def club(self, name: str) -> Customer:
        """Return a new organisation of that name."""
        return Customer(name, self._name(), "external", self.ids.organization())

    def departments(self) -> tuple[Customer, Customer]:
        """Return two departments of one club: one organisation number, a reference number each."""
        name = "Kvernmoen allianseidrettslag – avd. "
        number = self.ids.organization()
        return (
            Customer(f"{name}Fotball", self._name(), "external", number, "10"),
            Customer(f"{name}Ski", self._name(), "external", number, "20"),
        )

    def _organizations(self, kinds: tuple[str, ...], count: int) -> Iterator[Customer]:
        names = [f"{place} {kind}" for place, kind in product(_PLACES, kinds)]
        self._rng.shuffle(names)
        for number in range(count):
            series, place = divmod(number, len(names))
            name = f"{names[place]} {series + 1}" if series else names[place]
            yield self.club(name)

    def _strangers(self, count: int) -> Iterator[Customer]:
        """Yield people who asked for a free room and gave no number, which is no error."""
        for number in range(count):
            yield Customer("", self._name(), "external", NOT_GIVEN if number % 2 else "")

    def _name(self) -> str:
        return f"{self._rng.choice(_FIRST)} {self._rng.choice(_LAST)}"
