"""The units that a register of the sample's country would hold: every customer, and some more."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from data.register.unit import Unit
from data.text import spreadsheet_safe

HEADINGS = (
    "organisasjonsnummer",
    "navn",
    "organisasjonsform.kode",
    "konkurs",
    "underAvvikling",
    "overordnetEnhet",
)
"""The columns of Enhetsregisteret's open files that say something about a customer."""
SUB_UNIT_FORM = "BEDR"
MUNICIPAL_FORM = "ORGL"
_FORMS = {" AS": "AS", " DA": "DA"}
_CLUB_FORM = "FLI"


def sound_unit(number: str, name: str) -> Unit:
    """Return a unit of which there is nothing to say, its name in capitals as there."""
    form = next((form for end, form in _FORMS.items() if name.endswith(end)), _CLUB_FORM)
    return Unit(int(number), name.upper(), form, bankrupt=False, winding_up=False, parent=None)


def units_csv(units: Iterable[Unit]) -> str:
    """Return the units as Enhetsregisteret's open file has them, with the columns of `HEADINGS`."""
    out = StringIO()
    rows = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    rows.writerow(HEADINGS)
    for unit in units:
        flags = (str(flag).lower() for flag in (unit.bankrupt, unit.winding_up))
        rows.writerow((unit.number, spreadsheet_safe(unit.name), unit.form, *flags, unit.parent))
    return out.getvalue()
