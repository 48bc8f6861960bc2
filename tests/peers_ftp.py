"""An FTP server of the accounting office on this machine, with and without TLS."""

from __future__ import annotations

import errno
import io
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.filesystems import AbstractedFS
from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
from pyftpdlib.ioloop import IOLoop
from pyftpdlib.servers import FTPServer

from data.delivery.hosts import key_of_certificate
from tests.peers import HOST, PASSWORD, USER, Peer, Troubles

_TICK = 0.01
"""Seconds between two looks at whether the test is over."""


class _Tap(io.FileIO):
    """A file on the server, with the troubles a test asks for."""

    def __init__(self, path: str, mode: str, troubles: Troubles, channel: Any) -> None:
        super().__init__(path, mode)
        self._troubles = troubles
        self._channel = channel

    def write(self, data: Any) -> int:
        return super().write(self._troubles.on_write(bytes(data), self._channel.close))


def _handler(certificate: Path | None, folder: Path, peer: Peer) -> type[Any]:
    class Files(AbstractedFS):  # type: ignore[misc]
        """One folder."""

        def open(self, filename: str, mode: str) -> _Tap:
            if peer.troubles.is_full and "r" not in mode:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return _Tap(filename, mode, peer.troubles, self.cmd_channel)

    base: Any = TLS_FTPHandler if certificate else FTPHandler

    class Users(DummyAuthorizer):  # type: ignore[misc]
        """Notes who came, before the server answers."""

        def validate_authentication(self, username: str, password: str, handler: Any) -> None:
            peer.logins.append("in" if (username, password) == (USER, PASSWORD) else "out")
            super().validate_authentication(username, password, handler)

    users = Users()
    users.add_user(USER, PASSWORD, str(folder), perm="elradfmwMT")

    class Handler(base):  # type: ignore[misc]
        """Lets one user in."""

        authorizer = users
        abstracted_fs = Files
        auth_failed_timeout = 0
        certfile = str(certificate)
        tls_control_required = certificate is not None
        tls_data_required = certificate is not None

    return Handler


@contextmanager
def ftp_server(folder: Path, certificate: Path | None = None, port: int = 0) -> Iterator[Peer]:
    """Serve a folder by FTP to `USER` with `PASSWORD`; with a certificate by FTPS only."""
    peer = Peer(port, Troubles())
    loop = IOLoop()
    server = FTPServer((HOST, port), _handler(certificate, folder, peer), ioloop=loop)
    peer.port = server.address[1]
    if certificate:
        shown = x509.load_pem_x509_certificate(certificate.read_bytes())
        peer.key = key_of_certificate(HOST, peer.port, shown.public_bytes(Encoding.DER))
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            server.serve_forever(timeout=_TICK, blocking=False, handle_exit=False)
        server.close_all()
        loop.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield peer
    finally:
        over.set()
        thread.join(10)
