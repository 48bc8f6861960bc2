"""Bulk files of synthetic units, written as Brønnøysundregistrene write theirs.

Every organisation number begins with 2 or 3, as in Norway's public test population.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from itertools import count, islice
from pathlib import Path
from typing import Any

from data.identity_number import remainder
from data.register.unit import Unit

MADE = date(2026, 11, 1)
WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
BEFORE = {
    "organisasjonsform.beskrivelse": "Forening/lag/innretning",
    "naeringskode1.kode": "93.120",
    "naeringskode1.beskrivelse": "Idrettslag og -klubber",
    "antallAnsatte": "3",
    "hjemmeside": "www.example.no",
    **{
        f"{kind}adresse.{part}": value
        for kind in ("post", "forretnings")
        for part, value in {
            "adresse": "Storgata 1",
            "poststed": "BERGEN",
            "postnummer": "5003",
            "kommune": "BERGEN",
            "kommunenummer": "4601",
            "land": "Norge",
            "landkode": "NO",
        }.items()
    },
    "institusjonellSektorkode.kode": "7000",
    "institusjonellSektorkode.beskrivelse": "Ideelle organisasjoner",
    "registreringsdatoEnhetsregisteret": "1998-05-04",
    "registrertIFrivillighetsregisteret": "true",
}
PURPOSE = 'Fremme idrett.\nOg "samhold"; alt, for alle i bygda, hele året og i all slags vær.'
AFTER = {
    "maalform": "Bokmål",
    "stiftelsesdato": "1998-05-04",
    "vedtektsfestetFormaal": PURPOSE,
    "aktivitet": "Drive idrett for barn, unge og voksne.",
}
"""Columns of the files that say nothing to us, before and after those that do."""
HEADINGS = ("organisasjonsnummer", "navn", "organisasjonsform.kode")
MAIN_FLAGS = ("konkurs", "underAvvikling", "underTvangsavviklingEllerTvangsopplosning")


def numbers(first: int = 20_000_000) -> Iterator[int]:
    """Yield organisation numbers with right check digits from a body of eight digits on."""
    for body in count(first):
        digit = -remainder(str(body), WEIGHTS) % 11
        if digit < 10:
            yield body * 10 + digit


def unit(number: int, name: str = "ÆRFUGL IL", form: str = "FLI", **fields: Any) -> Unit:
    """Return a unit that nothing is wrong with."""
    values = {"bankrupt": False, "winding_up": False, "parent": None}
    return Unit(number, name, form, **(values | fields))


FIRST, SECOND, THIRD, FOURTH, FIFTH = islice(numbers(30_000_000), 5)


def some() -> tuple[list[Unit], list[Unit]]:
    """Return a few main units and sub-units, one of each kind that matters."""
    return (
        [
            unit(FIRST),
            unit(SECOND, "KONKURS AS", "AS", bankrupt=True),
            unit(THIRD, "AVVIKLET, «STIFTELSE»", "STI", winding_up=True),
            unit(FOURTH, "ØRSTA OPPVEKST", "ORGL", parent=FIRST),
        ],
        [unit(FIFTH, "ÆRFUGL IL AVD BALL", "BEDR", parent=FIRST)],
    )


def csv_bytes(units: Iterable[Unit], delimiter: str = ",") -> bytes:
    """Return the CSV file; one of sub-units has other columns than one of main units."""
    text = io.StringIO()
    write_csv(text, units, delimiter)
    return text.getvalue().encode()


def write_csv(file: io.TextIOBase, units: Iterable[Unit], delimiter: str = ",") -> None:
    """Write the CSV file, every cell quoted, a purpose over two lines in each row."""
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    units = iter(units)
    first = next(units)
    own = () if first.is_sub else MAIN_FLAGS
    writer.writerow((*HEADINGS, *BEFORE, *own, "overordnetEnhet", *AFTER))
    writer.writerow(_cells(first))
    writer.writerows(map(_cells, units))


def _cells(each: Unit) -> list[object]:
    flags = () if each.is_sub else (each.bankrupt, False, each.winding_up)
    cells = (each.number, each.name, each.form, *BEFORE.values())
    return [
        *cells,
        *(str(flag).lower() for flag in flags),
        *(each.parent or "", *AFTER.values()),
    ]


def json_bytes(units: Iterable[Unit]) -> bytes:
    """Return the JSON file."""
    file = io.BytesIO()
    write_json(file, units)
    return file.getvalue()


def write_json(file: Any, units: Iterable[Unit]) -> None:
    """Write the JSON file: one array, its objects nested as theirs."""
    start = b"[ "
    for each in units:
        file.write(start + json.dumps(_object(each), ensure_ascii=False).encode())
        start = b", "
    file.write(b"]")


def _object(each: Unit) -> dict[str, object]:
    flags = zip(MAIN_FLAGS, (each.bankrupt, False, each.winding_up), strict=True)
    return {
        "organisasjonsnummer": str(each.number),
        "navn": each.name,
        "organisasjonsform": {"kode": each.form, "beskrivelse": "Forening", "links": []},
        **NESTED,
        **({} if each.is_sub else dict(flags)),
        **({"overordnetEnhet": str(each.parent)} if each.parent else {}),
        "links": [],
    }


def _nested() -> dict[str, Any]:
    found: dict[str, Any] = {"registrertIMvaregisteret": False, "ansatte": 3}
    for name, value in (BEFORE | AFTER).items():
        outer, _, inner = name.partition(".")
        if not inner:
            found[outer] = value.split("\n")
        elif outer != "organisasjonsform":
            found.setdefault(outer, {})[inner] = value
    return found


NESTED = _nested()


def packed(content: bytes, made: date | None = MADE) -> bytes:
    """Return the content packed, with the time of packing or, as some programs do, without."""
    noon = datetime.combine(made, time(12), UTC).timestamp() if made else 0
    return gzip.compress(content, mtime=noon)


def put(folder: Path, name: str, content: bytes) -> Path:
    """Put a file in a folder."""
    path = folder / name
    path.write_bytes(content)
    return path
