"""The five operations by FTP commands, the same with and without encryption."""

from __future__ import annotations

import ftplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from data.delivery.handing import CHUNK, Report
from data.delivery.secrets import Secret
from data.delivery.transports import Errand
from data.delivery.troubles import (
    Disconnected,
    login_refused,
    no_folder,
    no_room,
    not_taken,
    said,
)

_NOT_THERE = "550"
_NOT_LOGGED_IN = ("530", "532")
_NO_ROOM = ("452", "552")
_NOT_RESUMABLE = ("500", "501", "502", "504")
_REFUSALS = ("450", "451")
"""Replies that call themselves temporary and still are about the file, not the connection."""


class FtpPlace:
    """A folder on a server, through one FTP session."""

    def __init__(self, session: ftplib.FTP, errand: Errand) -> None:
        self._session = session
        self._errand = errand

    def size(self, name: str) -> int | None:
        with told(self._errand, name):
            try:
                return self._session.size(name) or 0
            except ftplib.error_perm as error:
                if str(error).startswith(_NOT_THERE):
                    return None
                raise

    def read(self, name: str, report: Report) -> bytes:
        found = bytearray()
        with told(self._errand, name), self._transfer(f"RETR {name}") as data:
            while part := data.recv(CHUNK):
                found += part
                report(len(part))
        return bytes(found)

    def write(self, name: str, content: bytes, start: int, report: Report) -> None:
        with told(self._errand, name):
            start = self._resumed_at(start)
            with self._transfer(f"STOR {name}", start) as data:
                for at in range(start, len(content), CHUNK):
                    part = content[at : at + CHUNK]
                    data.sendall(part)
                    report(len(part))

    def rename(self, old: str, new: str) -> None:
        with told(self._errand, new):
            self._session.rename(old, new)

    def remove(self, name: str) -> None:
        with told(self._errand, name):
            self._session.delete(name)

    def _resumed_at(self, start: int) -> int:
        """Return where the server will go on: at the start where it cannot resume."""
        if start:
            try:
                self._session.sendcmd(f"REST {start}")
            except ftplib.error_perm as error:
                if not str(error).startswith(_NOT_RESUMABLE):
                    raise
                return 0
        return start

    @contextmanager
    def _transfer(self, command: str, start: int = 0) -> Iterator[socket.socket]:
        """Open the connection for data; afterwards the session is ready for the next command."""
        data = self._session.transfercmd(command, start or None)
        is_done = False
        try:
            with closing(data):
                yield data
                if isinstance(data, ssl.SSLSocket):
                    # Not every server says goodbye; what came is proved by its digest.
                    with suppress(OSError):
                        data.unwrap()
            is_done = True
        except OSError:
            # Why the server broke this connection it says on the other one.
            is_done = True
            self._session.voidresp()
            raise
        finally:
            if not is_done:
                with suppress(*ftplib.all_errors):
                    self._session.voidresp()
        self._session.voidresp()


def enter(session: ftplib.FTP, errand: Errand, secret: Secret) -> FtpPlace:
    """Log in, ask for bytes as they are, and go to the folder; raises Problem F631, F633."""
    with told(errand, errand.shown, secret):
        session.login(errand.options.user, secret.reveal())
        if isinstance(session, ftplib.FTP_TLS):
            session.prot_p()
        session.voidcmd("TYPE I")
    if errand.options.folder:
        with told(errand, errand.shown):
            try:
                session.cwd(errand.options.folder)
            except ftplib.error_perm as error:
                raise no_folder(errand.shown, errand.options.folder, said(error)) from error
    return FtpPlace(session, errand)


@contextmanager
def told(errand: Errand, name: str, secret: Secret | None = None) -> Iterator[None]:
    """Let failures out as Disconnected or Problem F63x."""
    try:
        yield
    except (ftplib.error_perm, ftplib.error_temp) as error:
        code = str(error)[:3]
        if code in _NOT_LOGGED_IN:
            raise login_refused(errand.shown, errand.options.user) from error
        if code in _NO_ROOM:
            raise no_room(errand.shown, name) from error
        if isinstance(error, ftplib.error_perm) or code in _REFUSALS:
            raise not_taken(errand.shown, name, said(error, secret)) from error
        raise Disconnected(errand.shown, said(error, secret)) from error
    except ftplib.all_errors as error:
        raise Disconnected(errand.shown, said(error, secret)) from error
