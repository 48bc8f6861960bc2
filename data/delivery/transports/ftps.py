"""FTPS, FTP over TLS asked for on the usual port (explicit).

A certificate is vouched for by the authorities this system trusts, or it is treated like an
SSH host key: an operator looks at its digest and accepts it, and then only that one counts.
"""

from __future__ import annotations

import ftplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager

from data.delivery.handing import Place
from data.delivery.hosts import HostKey, key_of_certificate, unaccepted
from data.delivery.secrets import DELIVERY
from data.delivery.transports import TIMEOUT, Errand, Transport
from data.delivery.transports._ftp import enter, told
from data.delivery.troubles import said
from data.words import N_


class _NotVouched(Exception):
    """No authority of this system vouches for the certificate; the argument says why."""


class _Session(ftplib.FTP_TLS):
    """A session whose data connections belong to it: same TLS session, same certificate."""

    def ntransfercmd(
        self, cmd: str, rest: int | str | None = None
    ) -> tuple[socket.socket, int | None]:
        data, size = ftplib.FTP.ntransfercmd(self, cmd, rest)  # noqa: S321 - wrapped below
        control = self.sock
        if not isinstance(control, ssl.SSLSocket):
            return data, size
        # Servers may insist that the session of the control connection is taken up again.
        wrapped = self.context.wrap_socket(data, server_hostname=self.host, session=control.session)
        if wrapped.getpeercert(True) != control.getpeercert(True):
            wrapped.close()
            raise ssl.SSLError("another certificate on the data connection")
        return wrapped, size

    def certificate(self) -> bytes:
        """Return the server's certificate in DER."""
        return (isinstance(self.sock, ssl.SSLSocket) and self.sock.getpeercert(True)) or b""


@contextmanager
def _opened(errand: Errand) -> Iterator[Place]:
    secret = errand.secrets.require(DELIVERY, errand.options.user, errand.shown)
    with closing(_secured(errand)) as session:
        yield enter(session, errand, secret)


def _secured(errand: Errand) -> _Session:
    """Return a session with the right server, before anything secret is sent."""
    if errand.known:
        session = _encrypted(errand, _unverified())
        if _shown(errand, session) in errand.known:
            return session
        session.close()
    try:
        return _encrypted(errand, ssl.create_default_context())
    except _NotVouched as error:
        with closing(_encrypted(errand, _unverified())) as session:
            shown = _shown(errand, session)
        raise unaccepted(shown, errand.known, said(error)) from error


def _encrypted(errand: Errand, context: ssl.SSLContext) -> _Session:
    session = _Session(context=context, timeout=TIMEOUT)
    is_open = False
    try:
        with told(errand, errand.shown):
            session.connect(errand.host, errand.port)
            _encrypt(session)
        is_open = True
    finally:
        if not is_open:
            session.close()
    return session


def _encrypt(session: _Session) -> None:
    try:
        session.auth()
    except ssl.SSLCertVerificationError as error:
        raise _NotVouched(error.verify_message) from error


def _unverified() -> ssl.SSLContext:
    """Return a context that takes any certificate: it is judged here, by its digest."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _shown(errand: Errand, session: _Session) -> HostKey:
    return key_of_certificate(errand.host, errand.port, session.certificate())


TRANSPORT = Transport("ftps", N_("FTPS"), 21, is_secret=True, open=_opened)
