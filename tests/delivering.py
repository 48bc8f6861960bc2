"""The accounting office at the other end of each way a file can take, on this machine."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.delivery.handing import CHUNK
from data.delivery.hosts import HostKey
from data.delivery.options import DeliveryOptions
from data.delivery.parcel import Delivered, Parcel, Progress
from data.delivery.secrets import Secrets
from data.delivery.sending import deliver
from tests.peers import HOST, PASSWORD, USER, Peer, Troubles, certificate, ssh_server
from tests.peers_ftp import ftp_server

SECRETS = Secrets(environment={"FAKTURAKLAR_DELIVERY_PASSWORD": PASSWORD})
NAME = "2611091 Ærfugl.txt"
SERVERS = ("sftp", "ftps", "ftp")


def parcel(name: str = NAME, size: int = 5 * CHUNK + 17) -> Parcel:
    content = random.Random(size).randbytes(size)  # noqa: S311 - any bytes will do
    return Parcel(name, content, hashlib.sha256(content).hexdigest())


@dataclass
class Office:
    """The accounting office at the other end of one way."""

    folder: Path
    options: DeliveryOptions
    known: tuple[HostKey, ...]
    peer: Peer

    def take(self, what: Parcel, progress: Progress = lambda _done, _total: None) -> Delivered:
        return deliver(what, self.options, SECRETS, self.known, progress, lambda _seconds: None)

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}


@contextmanager
def offices(folder: Path) -> Iterator[Callable[[str], Office]]:
    """Give what starts the office of a way; all serve the folder `inn`."""
    inbox = folder / "inn"
    inbox.mkdir()
    with ExitStack() as stack:

        def start(method: str) -> Office:
            match method:
                case "folder":
                    options = DeliveryOptions(folder=str(inbox))
                    return Office(inbox, options, (), Peer(0, Troubles()))
                case "sftp":
                    peer = stack.enter_context(ssh_server(folder))
                case "ftps":
                    peer = stack.enter_context(ftp_server(folder, certificate(folder)))
                case _:
                    peer = stack.enter_context(ftp_server(folder))
            options = DeliveryOptions(method, "/inn", HOST, peer.port, USER)
            return Office(inbox, options, (peer.key,) if peer.key else (), peer)

        yield start


def every_way(*methods: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("method", methods or ("folder", *SERVERS))
