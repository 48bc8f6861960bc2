"""The municipality's buildings, what they let, and the price list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["young", "club", "company", "private", "internal"]
"""Target group (målgruppe): the price follows it. Children and young people use rooms free."""

Room = Literal["hall", "gym", "stage", "room", "kitchen", "pool", "pitch"]


@dataclass(frozen=True, slots=True)
class Resource:
    """Something one can book (ressurs)."""

    name: str
    room: Room


@dataclass(frozen=True, slots=True)
class Building:
    """A building (bygg) with what it lets and the codes of its account strings."""

    number: int
    """Aktiv kommune's own id."""
    name: str
    share: int
    """How much it is used, beside the others."""
    article: str
    resources: tuple[Resource, ...]
    is_free: bool = False
    """Nobody pays for anything here."""
    closes: bool = False
    """Shut in the last month: nothing to invoice."""
    opens: bool = False
    """New in the last month, and not set up for internal customers yet."""


PRICE_LIST: dict[Room, dict[Group, int]] = {
    "hall": {"young": 0, "club": 312_50, "company": 840_00, "private": 520_00, "internal": 280_00},
    "gym": {"young": 0, "club": 187_50, "company": 450_00, "private": 300_00, "internal": 160_00},
    "stage": {
        "young": 0,
        "club": 425_00,
        "company": 1150_00,
        "private": 690_00,
        "internal": 375_00,
    },
    "room": {"young": 0, "club": 95_00, "company": 260_00, "private": 175_50, "internal": 90_00},
    "kitchen": {
        "young": 0,
        "club": 120_00,
        "company": 295_50,
        "private": 210_00,
        "internal": 110_00,
    },
    "pool": {"young": 0, "club": 612_50, "company": 1400_00, "private": 950_00, "internal": 580_00},
    "pitch": {"young": 0, "club": 350_00, "company": 990_00, "private": 610_00, "internal": 310_00},
}
"""Øre for each hour, by kind of room and target group."""


def price(building: Building, resource: Resource, group: Group, minutes: int) -> int:
    """Return what the price list asks, in øre."""
    return 0 if building.is_free else PRICE_LIST[resource.room][group] * minutes // 60


def _resources(**rooms: Room) -> tuple[Resource, ...]:
    return tuple(Resource(name.replace("_", " "), room) for name, room in rooms.items())


BUILDINGS = (
    Building(
        101,
        "Bjørkåsen idrettshall",
        14,
        "2101",
        _resources(Storhall="hall", Styrkerom="room", Kafeteria="kitchen"),
    ),
    Building(
        102,
        "Ærlighaugen samfunnshus",
        10,
        "2102",
        _resources(Storsal="stage", Lillesal="room", Kjøkken="kitchen"),
    ),
    Building(
        103,
        "Tømmervika kulturhus",
        10,
        "2103",
        _resources(Konsertsal="stage", Øvingsrom="room", Foajé="room"),
    ),
    Building(
        104,
        "Skarvøya skole",
        9,
        "2104",
        _resources(Gymsal="gym", Musikkrom="room", Klasserom_12="room"),
    ),
    Building(105, "Åslia grendehus", 5, "2105", _resources(Sal="stage", Peisestue="room")),
    Building(
        106,
        "Kvernmoen flerbrukshall",
        14,
        "2106",
        _resources(Hall_A="hall", Hall_B="hall", Møterom="room"),
    ),
    Building(
        107,
        "Rådhusstova",
        5,
        "2107",
        _resources(Formannskapssal="stage", Møterom_nord="room"),
        is_free=True,
    ),
    Building(
        108,
        "Sjøbua ungdomshus",
        7,
        "2108",
        _resources(Scenerom="stage", Verksted="room"),
        opens=True,
    ),
    Building(
        109,
        "Lyngheia barneskole",
        9,
        "2109",
        _resources(Gymsal="gym", Aula="stage", Skolekjøkken="kitchen"),
    ),
    Building(
        110,
        "Østheia svømmehall",
        6,
        "2110",
        _resources(Basseng="pool", Opplæringsbasseng="pool"),
        closes=True,
    ),
    Building(111, "Gamle Myrvoll meieri", 6, "2111", _resources(Galleri="room", Ysteriet="stage")),
    Building(
        112,
        "Vårdalen kunstgressbane",
        8,
        "2112",
        _resources(Bane_1="pitch", Bane_2="pitch", Klubbhus="room"),
    ),
)
