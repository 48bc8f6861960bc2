"""Part Generation: all exports of a month become one file per kind of customer.

One transaction claims the order numbers, writes file and log under temporary names, reads them
back, takes the file apart again and holds it against the exports, stamps every line with file
and order, renames and commits. Whatever fails leaves everything as it was, numbers too.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from peewee import fn

from data import money
from data.dates import local, show
from data.durable import staged
from data.errors import Problem, UsageProblem
from data.exports import Exports
from data.files import listed
from data.files.built import BOTH, Material, batch_of, gather
from data.files.draft import Draft, DraftFile
from data.files.gate import Gate
from data.files.later import of_exports
from data.files.names import FileNames, file_names
from data.files.proof import (
    draft_file,
    refuse_changed,
    refuse_credit,
    refuse_same,
    refuse_strangers,
)
from data.files.stamping import Circumstances, row_of, stamp
from data.formats import format_of
from data.journal import Event, Journal
from data.listing import CustomerType
from data.models import InvoiceFile
from data.month import Month
from data.ready import Ready
from data.settings import Settings
from data.sqlite import make_folder
from data.store import change
from data.text import fold, mask, written
from data.views.files import FileView
from data.words import N_

GENERATED = Event(
    "file_generated",
    N_("file {name} generated for {month}, {orders} orders, {lines} lines, {total}"),
    concerns_all=True,
    needs_building=False,
    leaves="lines",
)
LEFT_TO_LATER = Event(
    "file_without",
    N_("file for {month} without {buildings}: {reason}"),
    needs_building=False,
    leaves="lines",
)


class Generation:
    """Prepares and makes the files of a month."""

    def __init__(
        self,
        journal: Journal,
        exports: Exports,
        ready: Ready,
        settings: Settings,
        gate: Gate,
        folder: Path,
    ) -> None:
        self._journal = journal
        self._exports = exports
        self._ready = ready
        self._settings = settings
        self._gate = gate
        self.folder = folder

    def prepare(self, month: Month, day: date | None = None) -> Draft:
        """Return what the files of a month would be; nothing is claimed or written.

        `day` is the day that the files bear, today unless told. Raises UsageProblem F674 for a
        day before the month or after today, Problem F650 when no export waits for a file, F655
        for account strings without codes, F303 for a line below zero, and what the format
        cannot carry.
        """
        view = self._ready.view(month)
        if view.without_codes:
            raise Problem(
                "F655",
                N_("Codes are missing: {names}. Enter them in step 9 before the file is made."),
                names=", ".join(mask(hit.name) for hit in view.without_codes),
            )
        day = self._day(month, day)
        material, files = self._written(month, day)
        numbers = [export.number for export in material.exports]
        return Draft(
            month=month,
            day=day,
            request=uuid.uuid4().hex,
            files=tuple(files),
            exports=tuple(numbers),
            lines=material.lines,
            total=material.total,
            waiting=tuple(row.building for row in view.waiting),
            changes=tuple(of_exports(numbers)),
            second=self._gate.second_file(month, _kinds(files)),
        )

    def commit(
        self, draft: Draft, orders: int, without: Sequence[str] = (), reason: str = ""
    ) -> tuple[FileView, ...]:
        """Make the files; `orders` is the count an operator typed, `without` what may be missing.

        The same draft makes its files once. Raises UsageProblem F651 for another order count,
        Problem F652 when buildings are missing that were not named, or no reason is given, F653
        when prices moved since the export and nobody answered, F654 when the month has a file
        and no second operator allowed another, F656 when the lines are not those of the draft,
        F657 when the file cannot be written or does not read back as it was made.
        """
        same = InvoiceFile.request == draft.request
        # The files outlive the transaction only when it was committed: they are closed after it.
        with ExitStack() as disk, change():
            if not InvoiceFile.select().where(same).exists():
                left = self._refuse(draft, orders, without, reason)
                _material, files = self._written(draft.month, draft.day)
                if [file.shape for file in files] != [file.shape for file in draft.files]:
                    raise Problem(
                        "F656", N_("The exports were changed while you looked. Look again.")
                    )
                self._keep(disk, draft, files, left, written(reason))
        return listed.views(self.folder, same)

    def _day(self, month: Month, day: date | None) -> date:
        today = local(self._journal.now()).date()
        if day is not None and not month.first <= day <= today:
            raise UsageProblem(
                "F674",
                N_("A file for {month} cannot bear {day}. Take a day from {first} to today."),
                month=str(month),
                day=show(day),
                first=show(month.first),
            )
        return day or today

    def _written(self, month: Month, day: date) -> tuple[Material, list[DraftFile]]:
        """Return the exports without a file, and the files they make."""
        material = gather(self._exports, month)
        if not material.lines:
            raise Problem("F650", N_("No export of {month} waits for a file."), month=str(month))
        options = self._settings.options()
        found = []
        for kind in BOTH:
            layout = format_of(getattr(options.file, f"format_{kind}"))
            batch = batch_of(material, kind, day, options.series.of(kind).used, options)
            file = draft_file(layout, batch)
            if file.written.orders or file.written.left_out:
                refuse_credit(file)
                found.append(file)
        return material, found

    def _refuse(
        self, draft: Draft, orders: int, without: Sequence[str], reason: str
    ) -> tuple[str, ...]:
        """Return the buildings that are knowingly left to a later file; raises as `commit`."""
        if orders != draft.orders:
            raise UsageProblem(
                "F651",
                N_("You typed {typed} orders. The file has {orders}. Nothing was made."),
                typed=orders,
                orders=draft.orders,
            )
        waiting = [row.building for row in self._ready.view(draft.month).waiting]
        named = set(map(fold, without))
        if missing := [name for name in waiting if fold(name) not in named]:
            raise Problem(
                "F652",
                N_("Not exported: {buildings}. Export them, or name them and say why."),
                buildings=", ".join(missing),
            )
        if waiting and not written(reason):
            raise Problem("F652", N_("A file without some buildings needs a reason. Write why."))
        refuse_changed(of_exports(draft.exports), self._exports)
        self._gate.require(draft.month, _kinds(draft.files))
        return tuple(waiting)

    def _keep(
        self,
        disk: ExitStack,
        draft: Draft,
        files: Sequence[DraftFile],
        without: tuple[str, ...],
        reason: str,
    ) -> None:
        allowed_by, why = self._gate.allowance(draft.month, _kinds(files))
        made = Circumstances(
            generation=int(InvoiceFile.select(fn.MAX(InvoiceFile.generation)).scalar() or 0) + 1,
            operator=self._journal.operator,
            at=self._journal.now(),
            without=without,
            reason="; ".join(filter(None, (why, reason))),
            allowed_by=allowed_by,
        )
        named = zip(files, _named(files), strict=True)
        rows = [row_of(draft, file, names, made) for file, names in named]
        refuse_same(rows)
        publish = disk.enter_context(self._on_disk(rows))
        for file, row in zip(files, rows, strict=True):
            if file.orders:
                self._settings.claim_orders(file.customer_type, file.orders)
            row.save(force_insert=True)
            stamp(row, file)
            self._note(row, draft.month)
        if without:
            self._journal.write(
                LEFT_TO_LATER,
                None,
                month=str(draft.month),
                buildings=mask(", ".join(without)),
                reason=reason,
            )
        publish()

    def _note(self, row: InvoiceFile, month: Month) -> None:
        self._journal.write(
            GENERATED,
            None,
            name=row.name,
            month=str(month),
            orders=row.orders,
            lines=row.lines,
            total=money.show(row.amount),
        )

    @contextmanager
    def _on_disk(self, rows: Sequence[InvoiceFile]) -> Iterator[Callable[[], None]]:
        """Write files and logs under temporary names and yield what renames them."""
        contents = {
            self.folder / name: content
            for row in rows
            for name, content in ((row.name, row.content), (row.log_name, row.log))
        }
        try:
            make_folder(self.folder)
            refuse_strangers(contents)
            with staged(contents) as publish:
                yield publish
        except OSError as error:
            raise Problem(
                "F657",
                N_("The file could not be written to {folder}: {reason}. Nothing was changed."),
                folder=str(self.folder),
                reason=error.strerror or "",
            ) from error


def _kinds(files: Iterable[DraftFile]) -> tuple[CustomerType, ...]:
    """Return whose files hold orders: an empty one is no file that accounting gets."""
    return tuple(file.customer_type for file in files if file.orders)


def _named(files: Sequence[DraftFile]) -> list[FileNames]:
    """Return the names of new files: those that hold orders are numbered first."""
    day = files[0].batch.generated
    made = InvoiceFile.select(fn.COUNT(InvoiceFile.id)).where(InvoiceFile.generated_on == day)
    highest = int(InvoiceFile.select(fn.MAX(InvoiceFile.id)).scalar() or 0)
    in_order = sorted(range(len(files)), key=lambda at: (not files[at].orders, at))
    place = {at: number for number, at in enumerate(in_order, int(made.scalar()) + 1)}
    return [
        file_names(
            file.layout, file.customer_type, highest + 1 + at, day, file.batch.options, place[at]
        )
        for at, file in enumerate(files)
    ]
