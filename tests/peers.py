"""Servers of the accounting office on this machine: real ones, in a thread, for whole tests."""

from __future__ import annotations

import asyncio
import ipaddress
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import asyncssh
import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from data.delivery.hosts import HostKey, key_of_ssh

HOST = "127.0.0.1"
USER = "fakturaklar"
PASSWORD = "hemmelig-æøå"  # noqa: S105 - the password of a server that lives for one test


@dataclass
class Troubles:
    """What a server does wrong, until a test puts it right."""

    fail_after: int | None = None
    """Cuts the connection, once, after so many bytes were written."""
    spoils: bool = False
    """Stores other bytes than it was sent."""
    is_full: bool = False
    written: int = 0

    def on_write(self, data: bytes, cut: Callable[[], None]) -> bytes:
        """Return what is stored of some bytes; cuts the connection when the time has come."""
        self.written += len(data)
        if self.fail_after is not None and self.written > self.fail_after:
            self.fail_after = None
            cut()
        return bytes([data[0] ^ 1]) + data[1:] if self.spoils else data


@dataclass
class Peer:
    """A running server and what it has seen."""

    port: int
    troubles: Troubles
    key: HostKey | None = None
    """What a client must know it by."""
    logins: list[str] = field(default_factory=list)
    """Whether each one who gave a password or key was let in: `in`, `out`."""


@contextmanager
def loop_in_a_thread() -> Iterator[asyncio.AbstractEventLoop]:
    """Run an event loop beside the test."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        asyncio.run_coroutine_threadsafe(_rest(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _rest() -> None:
    """Let what still runs in the loop come to its end."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


# SSH.


def _sftp_session(folder: Path, troubles: Troubles) -> type[asyncssh.SFTPServer]:
    class Sftp(asyncssh.SFTPServer):
        """Serves one folder, with the troubles a test asks for."""

        def __init__(self, channel: asyncssh.SSHServerChannel[bytes]) -> None:
            super().__init__(channel, chroot=str(folder).encode())

        def write(self, file_obj: object, offset: int, data: bytes) -> Any:
            if troubles.is_full:
                raise asyncssh.SFTPFailure("No space left on device")
            data = troubles.on_write(data, self.channel.get_connection().abort)
            return super().write(file_obj, offset, data)

    return Sftp


def _ssh_login(peer: Peer, password: str, key: str) -> type[asyncssh.SSHServer]:
    class Server(asyncssh.SSHServer):
        """Lets one user in, by password or key."""

        def begin_auth(self, _username: str) -> bool:
            return True

        def password_auth_supported(self) -> bool:
            return bool(password)

        def public_key_auth_supported(self) -> bool:
            return bool(key)

        def validate_password(self, username: str, password_given: str) -> bool:
            return self._noted((username, password_given) == (USER, password))

        def validate_public_key(self, username: str, key_given: asyncssh.SSHKey) -> bool:
            shown = key_given.export_public_key("openssh").decode().split()[:2]
            return self._noted(username == USER and shown == key.split()[:2])

        def _noted(self, is_right: bool) -> bool:
            peer.logins.append("in" if is_right else "out")
            return is_right

    return Server


@contextmanager
def ssh_server(
    folder: Path,
    *,
    password: str = PASSWORD,
    key: str = "",
    host_key: asyncssh.SSHKey | None = None,
    port: int = 0,
    fail_after: int | None = None,
) -> Iterator[Peer]:
    """Serve a folder by SFTP to `USER` with a password or the public key in OpenSSH's text."""
    host_key = host_key or asyncssh.generate_private_key("ssh-ed25519")
    peer = Peer(port, Troubles(fail_after))

    async def started() -> asyncssh.SSHAcceptor:
        return await asyncssh.create_server(
            _ssh_login(peer, password, key),
            HOST,
            port,
            server_host_keys=[host_key],
            sftp_factory=_sftp_session(folder, peer.troubles),
        )

    async def stopped(acceptor: asyncssh.SSHAcceptor) -> None:
        acceptor.close()
        await acceptor.wait_closed()

    with loop_in_a_thread() as loop:
        acceptor = asyncio.run_coroutine_threadsafe(started(), loop).result(10)
        peer.port = acceptor.get_port()
        text = host_key.export_public_key("openssh").decode()
        peer.key = key_of_ssh(HOST, peer.port, text)
        try:
            yield peer
        finally:
            asyncio.run_coroutine_threadsafe(stopped(acceptor), loop).result(10)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def openssh_server(folder: Path, key: str) -> Iterator[Peer]:
    """Serve by the machine's own sshd, to its user with a key; skips, visibly, without one."""
    daemon = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")
    if daemon is None:
        pytest.skip("this machine has no OpenSSH server")
    host_key = asyncssh.generate_private_key("ssh-ed25519")
    host_key.write_private_key(folder / "host")
    (folder / "host").chmod(0o600)
    (folder / "authorized").write_text(key)
    port = free_port()
    (folder / "config").write_text(
        f"ListenAddress {HOST}:{port}\nHostKey {folder}/host\nPidFile {folder}/pid\n"
        f"AuthorizedKeysFile {folder}/authorized\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nSubsystem sftp internal-sftp\n"
    )
    command = [daemon, "-D", "-e", "-f", str(folder / "config")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            if not any("listening" in line for line in server.stderr):
                pytest.skip("the OpenSSH server does not start on this machine")
            text = host_key.export_public_key("openssh").decode()
            yield Peer(port, Troubles(), key_of_ssh(HOST, port, text))
        finally:
            server.terminate()


# Certificates.


def certificate(folder: Path, name: str = "localhost") -> Path:
    """Write a self-signed certificate with its key for this machine; returns the file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names = [x509.DNSName(name), x509.IPAddress(ipaddress.ip_address(HOST))]
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


# Mail.


@dataclass
class MailPeer:
    """A running mail server and the letters it took."""

    port: int
    messages: list[EmailMessage] = field(default_factory=list)
    receivers: list[list[str]] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    """Receivers it does not know."""

    async def handle_RCPT(  # noqa: N802 - the name the server looks for
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address in self.refuses:
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name the server looks for
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.original_content or b""
        self.messages.append(message_from_bytes(content, policy=policy.default))
        self.receivers.append(list(envelope.rcpt_tos))
        return "250 OK"

    def judge(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, data: Any
    ) -> AuthResult:
        """Let one user in by password."""
        assert isinstance(data, LoginPassword)
        is_right = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
        self.logins.append("in" if is_right else "out")
        return AuthResult(success=is_right, handled=False)


@contextmanager
def mail_server(
    certificate: Path | None = None, *, from_the_start: bool = False
) -> Iterator[MailPeer]:
    """Take letters; with a certificate after STARTTLS, or within TLS `from_the_start`."""
    peer = MailPeer(0)
    context = None
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)

    async def started() -> asyncio.Server:
        loop = asyncio.get_running_loop()

        def session() -> SMTP:
            starts = None if from_the_start else context
            return SMTP(
                peer,
                hostname="mottak",
                loop=loop,
                enable_SMTPUTF8=True,
                tls_context=starts,
                require_starttls=starts is not None,
                authenticator=peer.judge,
                auth_require_tls=not from_the_start,
            )

        return await loop.create_server(session, HOST, 0, ssl=context if from_the_start else None)

    with loop_in_a_thread() as loop:
        server = asyncio.run_coroutine_threadsafe(started(), loop).result(10)
        peer.port = server.sockets[0].getsockname()[1]
        try:
            yield peer
        finally:
            loop.call_soon_threadsafe(server.close)
