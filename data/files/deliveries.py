"""Part Deliveries: each file on its way to the accounting office, and the servers we know.

Three steps, so that the network is never waited for inside a transaction: `begin` notes the
attempt, `carry` brings the file and reads it back without the store, `finish` or `fail` notes
what came of it. A file is sent only when what was read back is equal; an attempt that died in
between is simply made again, since the receiver already has the file or has not.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from data.delivery.hosts import HostKey, UnknownHost
from data.delivery.options import DeliveryOptions
from data.delivery.parcel import Delivered, Parcel, Progress, short
from data.delivery.secrets import Secrets
from data.delivery.sending import Sleep, deliver, place_of
from data.errors import Problem
from data.files import listed
from data.files.filed import Files
from data.journal import Event, Journal
from data.kept_words import kept, kept_problem, packed, packed_problem
from data.models import Delivery, KnownHost
from data.settings import Settings
from data.store import change
from data.text import mask
from data.views.files import FileView
from data.words import N_, phrase

SENT = Event(
    "file_sent",
    N_("file {name} delivered to {place}, read back ({digest})"),
    concerns_all=True,
    needs_building=False,
    leaves="lines",
)
NOT_SENT = Event(
    "file_not_sent",
    N_("file {name} not delivered to {place}: {reason}"),
    needs_building=False,
    leaves="lines",
)
HOST_ACCEPTED = Event(
    "host_accepted",
    N_("accepted the key of {host}:{port}: {fingerprint}"),
    needs_building=False,
    leaves="lines",
)


@dataclass(frozen=True, slots=True)
class Errand:
    """One attempt that was noted: what is brought where."""

    delivery: int
    file: int
    parcel: Parcel
    options: DeliveryOptions
    known: tuple[HostKey, ...]
    place: str


class Deliveries:
    """Notes deliveries; the files themselves are carried by `data.delivery`."""

    def __init__(
        self, journal: Journal, files: Files, settings: Settings, secrets: Secrets
    ) -> None:
        self._journal = journal
        self._files = files
        self._settings = settings
        self._secrets = secrets

    def place(self) -> str:
        """Return where files are brought, as it is shown; raises UsageProblem F638."""
        return place_of(self._settings.options().delivery)

    def begin(self, number: int) -> Errand:
        """Note that a file is about to be brought to the accounting office.

        Raises Problem F666 for a file that is sent, discarded or empty, F665 when it is not on
        disk as it was generated, F638 for settings that are not complete.
        """
        options = self._settings.options().delivery
        place = place_of(options)
        with change():
            file = self._files.file(number)
            _refuse(file)
            row = listed.row_of(number)
            parcel = Parcel(row.delivered_name, self._files.content(number), row.sha256)
            made = Delivery.create(
                file=number,
                method=options.method,
                place=place,
                name=parcel.name,
                operator=self._journal.operator,
                at=self._journal.now(),
            )
        return Errand(made.id, number, parcel, options, self.known_hosts(), place)

    def carry(self, errand: Errand, progress: Progress, sleep: Sleep = time.sleep) -> Delivered:
        """Bring the file and read it back; touches no store. Raises as `sending.deliver`."""
        return deliver(errand.parcel, errand.options, self._secrets, errand.known, progress, sleep)

    def finish(self, errand: Errand, delivered: Delivered) -> FileView:
        """Note that the file is there and equal: from now on it is sent."""
        with change():
            Delivery.update(
                place=delivered.place,
                size=delivered.size,
                sha256=delivered.sha256,
                done_at=self._journal.now(),
            ).where(Delivery.id == errand.delivery).execute()
            self._journal.write(
                SENT,
                None,
                name=errand.parcel.name,
                place=mask(delivered.place),
                digest=short(delivered.sha256),
            )
        return self._files.file(errand.file)

    def fail(self, errand: Errand, problem: Problem | None) -> FileView:
        """Note why the file is not sent; None when the operator stopped it."""
        stopped = phrase(N_("stopped by the operator"))
        error = kept(stopped) if problem is None else kept_problem(problem)
        with change():
            Delivery.update(error=error).where(Delivery.id == errand.delivery).execute()
            self._journal.write(
                NOT_SENT,
                None,
                name=errand.parcel.name,
                place=mask(errand.place),
                reason=packed(stopped) if problem is None else packed_problem(problem),
            )
        return self._files.file(errand.file)

    def known_hosts(self) -> tuple[HostKey, ...]:
        """Return the keys of servers that operators have accepted."""
        rows = KnownHost.select().where(KnownHost.withdrawn_at.is_null()).order_by(KnownHost.id)
        return tuple(HostKey(row.host, row.port, row.key) for row in rows)

    def accept_host(self, unknown: UnknownHost) -> None:
        """Keep the key of a server that an operator compared with the accounting office's word."""
        with change():
            KnownHost.create(
                host=unknown.host,
                port=unknown.port,
                key=unknown.key,
                fingerprint=unknown.fingerprint,
                operator=self._journal.operator,
                at=self._journal.now(),
            )
            self._journal.write(
                HOST_ACCEPTED,
                None,
                host=unknown.host,
                port=unknown.port,
                fingerprint=unknown.fingerprint,
            )

    def forget_host(self, host: str, port: int) -> None:
        """Take back that the key of a server is accepted: the next delivery asks anew."""
        now = self._journal.now()
        with change():
            KnownHost.update(withdrawn_at=now).where(
                KnownHost.host == host, KnownHost.port == port, KnownHost.withdrawn_at.is_null()
            ).execute()
            self._journal.write(HOST_FORGOTTEN, None, host=host, port=port)


HOST_FORGOTTEN = Event(
    "host_forgotten",
    N_("the key of {host}:{port} is no longer accepted"),
    needs_building=False,
    leaves="lines",
)


def _refuse(file: FileView) -> None:
    """Raise Problem F666 for a file that nobody is to send."""
    if file.sent_at is not None:
        raise Problem(
            "F666",
            N_("{name} was sent {time} and read back. Nothing is sent twice."),
            name=file.name,
            time=f"{file.sent_at:%d.%m.%Y %H.%M}",
        )
    if not file.is_standing:
        raise Problem("F666", N_("{name} is discarded. It is not sent."), name=file.name)
    if not file.orders:
        raise Problem("F666", N_("{name} is empty. There is nothing to send."), name=file.name)
