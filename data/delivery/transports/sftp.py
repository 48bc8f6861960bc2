"""SFTP, file transfer over SSH: the server proves itself by its key, we by key or password.

The library speaks asyncio; its loop runs in the calling thread, one operation at a time.
"""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from data.delivery.handing import CHUNK, Place, Report
from data.delivery.hosts import HostKey, key_of_ssh, unaccepted
from data.delivery.secrets import DELIVERY, KEY, Secret
from data.delivery.transports import TIMEOUT, Errand, Transport
from data.delivery.troubles import (
    Disconnected,
    login_refused,
    no_folder,
    no_room,
    not_taken,
    said,
)
from data.errors import Problem
from data.words import N_

if TYPE_CHECKING:
    import asyncssh

T = TypeVar("T")

_ALGORITHMS = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "rsa-sha2-512",
    "rsa-sha2-256",
)
"""Kinds of host keys that are looked at; SHA-1 signatures are not among them."""


class _Sftp:
    """A folder on a server, through one SFTP session."""

    def __init__(self, runner: asyncio.Runner, client: asyncssh.SFTPClient, errand: Errand) -> None:
        self._runner = runner
        self._client = client
        self._errand = errand

    def size(self, name: str) -> int | None:
        with _told(self._errand, name):
            return self._run(self._size(name))

    async def _size(self, name: str) -> int | None:
        import asyncssh

        try:
            return (await self._client.stat(self._path(name))).size or 0
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
            return None

    def read(self, name: str, report: Report) -> bytes:
        found = bytearray()
        with _told(self._errand, name):
            file = self._run(self._client.open(self._path(name), "rb"))
            while part := cast("bytes", self._run(file.read(CHUNK, len(found)))):
                found += part
                report(len(part))
            self._run(file.close())
        return bytes(found)

    def write(self, name: str, content: bytes, start: int, report: Report) -> None:
        with _told(self._errand, name):
            file = self._run(self._client.open(self._path(name), "r+b" if start else "wb"))
            for at in range(start, len(content), CHUNK):
                part = content[at : at + CHUNK]
                self._run(file.write(part, at))
                report(len(part))
            self._run(_flushed(file))

    def rename(self, old: str, new: str) -> None:
        # The plain rename, not the POSIX one: it never writes over a file.
        with _told(self._errand, new):
            self._run(self._client.rename(self._path(old), self._path(new)))

    def remove(self, name: str) -> None:
        with _told(self._errand, name):
            self._run(self._client.remove(self._path(name)))

    def _path(self, name: str) -> str:
        folder = self._errand.options.folder.rstrip("/")
        return f"{folder}/{name}" if self._errand.options.folder else name

    def _run(self, act: Awaitable[T]) -> T:
        return self._runner.run(asyncio.wait_for(act, TIMEOUT))


async def _flushed(file: asyncssh.SFTPClientFile) -> None:
    """Close a file, on the server's disk where the server knows how."""
    import asyncssh

    try:
        await file.fsync()
    except asyncssh.SFTPOpUnsupported:
        pass
    finally:
        await file.close()


@contextmanager
def _opened(errand: Errand) -> Iterator[Place]:
    with asyncio.Runner() as runner:
        connection = _connected(runner, errand)
        try:
            with _told(errand, errand.shown):
                client = runner.run(asyncio.wait_for(connection.start_sftp_client(), TIMEOUT))
            _require_folder(runner, client, errand)
            yield _Sftp(runner, client, errand)
        finally:
            connection.abort()
            runner.run(connection.wait_closed())


def _require_folder(runner: asyncio.Runner, client: asyncssh.SFTPClient, errand: Errand) -> None:
    folder = errand.options.folder or "."
    with _told(errand, folder):
        if not runner.run(asyncio.wait_for(client.isdir(folder), TIMEOUT)):
            raise no_folder(errand.shown, folder, os.strerror(errno.ENOENT))


def _connected(runner: asyncio.Runner, errand: Errand) -> asyncssh.SSHClientConnection:
    """Return a connection to a server whose key is accepted; nothing secret is sent before."""
    import asyncssh

    shown: list[HostKey] = []

    class Client(asyncssh.SSHClient):
        """Judges the server's key by those the operators accepted, and by nothing else."""

        def validate_host_public_key(
            self, _host: str, _addr: str, _port: int, key: asyncssh.SSHKey
        ) -> bool:
            text = key.export_public_key("openssh").decode()
            shown.append(key_of_ssh(errand.host, errand.port, text))
            return shown[-1] in errand.known

    keys, secret = _own_key(errand), None
    if not keys:
        secret = errand.secrets.require(DELIVERY, errand.options.user, errand.shown)
    try:
        with _told(errand, errand.shown, secret):
            return runner.run(_connection(Client, errand, keys, secret))
    except asyncssh.HostKeyNotVerifiable as error:
        if not shown:
            raise _refused(errand, error) from error
        raise unaccepted(shown[-1], errand.known) from error


async def _connection(
    client: type[asyncssh.SSHClient],
    errand: Errand,
    keys: list[asyncssh.SSHKey],
    secret: Secret | None,
) -> asyncssh.SSHClientConnection:
    """Connect with what the settings say: no configuration, agent or keys of the user's own."""
    import asyncssh

    return await asyncssh.connect(
        errand.host,
        errand.port,
        client_factory=client,
        username=errand.options.user,
        password=secret.reveal() if secret else None,
        client_keys=keys or None,
        known_hosts=([], [], []),
        server_host_key_algs=_algorithms(errand.known),
        x509_trusted_certs=None,
        config=None,
        agent_path=None,
        gss_kex=False,
        gss_auth=False,
        connect_timeout=TIMEOUT,
        login_timeout=TIMEOUT,
        keepalive_interval=TIMEOUT,
    )


def _algorithms(known: tuple[HostKey, ...]) -> list[str]:
    """Return the kinds of host keys to ask for, those of the accepted keys first."""
    kinds = {key.key.split(" ")[0].replace("ssh-rsa", "rsa-sha2") for key in known}
    return sorted(_ALGORITHMS, key=lambda name: not name.startswith(tuple(kinds)))


def _own_key(errand: Errand) -> list[asyncssh.SSHKey]:
    """Return the private key of the settings, none for a password; raises Problem F637."""
    import asyncssh

    path = errand.options.key_file
    if not path:
        return []
    phrase = errand.secrets.find(KEY)
    try:
        key = asyncssh.read_private_key(
            Path(path).expanduser(), phrase.reveal() if phrase else None
        )
    except (OSError, asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        raise Problem(
            "F637",
            N_(
                "The private key {file} cannot be used: {reason}. Nothing was sent."
                " Check the file and its passphrase."
            ),
            file=path,
            reason=said(error, phrase),
        ) from error
    return [key]


@contextmanager
def _told(errand: Errand, name: str, secret: Secret | None = None) -> Iterator[None]:
    """Let failures out as Disconnected or Problem; an unknown host key passes through."""
    import asyncssh

    try:
        yield
    except asyncssh.HostKeyNotVerifiable:
        raise
    except asyncssh.PermissionDenied as error:
        raise login_refused(errand.shown, errand.options.user) from error
    except (asyncssh.KeyExchangeFailed, asyncssh.ProtocolNotSupported) as error:
        raise _refused(errand, error) from error
    except (asyncssh.SFTPNoSpaceOnFilesystem, asyncssh.SFTPQuotaExceeded) as error:
        raise no_room(errand.shown, name) from error
    except (asyncssh.SFTPNoConnection, asyncssh.SFTPConnectionLost) as error:
        raise Disconnected(errand.shown, said(error.reason, secret)) from error
    except asyncssh.SFTPError as error:
        raise not_taken(errand.shown, name, said(error.reason, secret)) from error
    except (OSError, TimeoutError, asyncssh.Error) as error:
        raise Disconnected(errand.shown, said(error, secret)) from error


def _refused(errand: Errand, error: asyncssh.DisconnectError) -> Problem:
    return Problem(
        "F630",
        N_("{place} and this program do not understand each other: {reason}. Nothing was sent."),
        place=errand.shown,
        reason=said(error),
    )


TRANSPORT = Transport("sftp", N_("SFTP"), 22, is_secret=True, open=_opened)
