"""Part Settings: what one municipality decides, kept in the store and as one TOML file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from peewee import fn

from data import money, settings_file
from data.account_strings import AccountStrings
from data.errors import UsageProblem
from data.files.series import claim
from data.journal import Event, Journal
from data.listing import CustomerType
from data.models import FileOrder, InvoiceFile, Setting
from data.options import CHOICES, Options, built, flat
from data.setting_rules import operators_named, require_possible
from data.store import change
from data.text import mask
from data.words import N_, Phrase

__all__ = ["AMOUNTS", "CHANGED", "CHOICES", "Options", "Settings", "flat", "read_value"]

CHANGED = Event("settings_changed", N_("settings changed: {keys}"), leaves="lines")

AMOUNTS = frozenset({"limits.high_price"})
"""Settings in øre, which people write as amounts."""


class Settings:
    """Reads and writes the settings of one store."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._strings = AccountStrings(journal)

    def options(self) -> Options:
        """Return the settings in force."""
        return built(Options(), {row.key: json.loads(row.value) for row in Setting.select()})

    def change(self, values: dict[str, object]) -> Options:
        """Set values by dotted key (`limits.month_percent`) in one transaction.

        Raises UsageProblem F910, naming the key, when a key or a value is not possible, F913 for
        a secret, F722 when the operators would lock out who names them.
        """
        with change():
            before = self.options()
            wanted = built(before, values)
            if wanted.operators != before.operators:
                # By the list as it stands: nobody lets himself in.
                self._journal.require_named()
                names = operators_named(wanted.operators, self._journal.operator)
                wanted = replace(wanted, operators=names)
            require_possible(before, wanted, highest_orders())
            had = flat(before)
            changed = {key: value for key, value in flat(wanted).items() if had[key] != value}
            for key, value in changed.items():
                _keep(key, value)
            if changed:
                self._journal.write(CHANGED, None, keys=", ".join(sorted(changed)))
        return wanted

    def claim_orders(self, kind: CustomerType, count: int) -> int:
        """Take the next `count` numbers of a series and return the first of them.

        For the transaction that writes the file, whose journal entry tells of them: when it fails
        the numbers are free again. Raises Problem F605 when the series does not hold so many.
        """
        numbers = claim(self.options().series, kind, count)
        if numbers:
            with change():
                _keep(f"series.{kind}.used", numbers[-1])
        return numbers.start

    def export(self, say: Callable[[Phrase], str] = str) -> str:
        """Return settings and account strings as one TOML text that `load` reads back.

        `say` translates the comments at its beginning.
        """
        return settings_file.text(flat(self.options()), say)

    def load(self, text: str) -> Options:
        """Take a TOML text, all of it or nothing; what it does not name stays as it is.

        Raises UsageProblem F911 when the text is no TOML, F910 for a wrong key or value, F411 to
        F419 naming the account string and its code; else as `change`.
        """
        found = settings_file.read(text)
        with change():
            options = self.change(found.values)
            for string in found.strings:
                self._strings.keep(
                    string.name,
                    string.kind,
                    string.building,
                    string.codes,
                    is_active=string.is_active,
                )
        return options

    def load_file(self, path: Path) -> Options:
        """Take the settings of a TOML file; raises as `load`, and F912 when it cannot be read."""
        return self.load(_readable(path))


def highest_orders() -> dict[CustomerType, int]:
    """Return the highest order number that a file ever used, by kind of file; 0 for none."""
    return {"external": _highest_order("external"), "internal": _highest_order("internal")}


def _highest_order(kind: CustomerType) -> int:
    query = FileOrder.select(fn.COALESCE(fn.MAX(FileOrder.number), 0)).join(InvoiceFile)
    return int(query.where(InvoiceFile.customer_type == kind).scalar())


def read_value(key: str, text: str) -> object:
    """Return what an operator wrote as a value of the kind the setting needs.

    Raises UsageProblem: F310 for no amount, F910 for no whole number.
    """
    if key in AMOUNTS:
        return money.parse_amount(text)
    default = flat(Options())[key]
    if isinstance(default, str):
        return text.strip()
    if isinstance(default, tuple):
        return tuple(name.strip() for name in text.split(",") if name.strip())
    if not re.fullmatch(r"[0-9]{1,9}", text.strip()):
        raise UsageProblem("F910", N_("«{text}» is no whole number."), text=mask(text.strip()))
    return int(text)


def _readable(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or ""
    except UnicodeDecodeError as error:
        reason = error.reason
    raise UsageProblem(
        "F912", N_("{path} cannot be read: {reason}."), path=str(path), reason=reason
    )


def _keep(key: str, value: object) -> None:
    query = Setting.insert(key=key, value=json.dumps(value, ensure_ascii=False))
    query.on_conflict(conflict_target=[Setting.key], preserve=[Setting.value]).execute()
