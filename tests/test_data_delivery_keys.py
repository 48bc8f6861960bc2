"""Who is at the other end: a server nobody looked at gets neither file nor password."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from getpass import getuser
from pathlib import Path

import asyncssh
import pytest

from data.delivery.handing import CHUNK
from data.delivery.hosts import HostKey, UnknownHost
from data.delivery.options import DeliveryOptions
from data.delivery.secrets import Secrets
from data.delivery.sending import deliver
from data.errors import Problem
from tests.delivering import NAME, SECRETS, Office, every_way, offices, parcel
from tests.peers import HOST, USER, certificate, openssh_server, ssh_server
from tests.peers_ftp import ftp_server


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[str], Office]]:
    """Return what starts the office at the other end of a way."""
    with offices(tmp_path) as start:
        yield start


@every_way("sftp", "ftps")
def test_an_unknown_server_is_asked_about_before_the_password_is_sent(
    serve: Callable[[str], Office], method: str
) -> None:
    office = serve(method)
    accepted, office.known = office.known, ()
    with pytest.raises(UnknownHost, match=f"F635 .*{HOST}:{office.peer.port}.*SHA256:") as raised:
        office.take(parcel())
    assert office.peer.logins == []
    unknown = raised.value
    assert accepted == (unknown.shown,)
    assert (unknown.host, unknown.port) == (HOST, office.peer.port)
    assert unknown.fingerprint == accepted[0].fingerprint
    office.known = (HostKey(unknown.host, unknown.port, unknown.key),)
    office.take(parcel())
    assert office.files() == {NAME: parcel().content}


@every_way("sftp", "ftps")
def test_a_changed_key_is_refused_with_both_fingerprints(
    serve: Callable[[str], Office], method: str
) -> None:
    office = serve(method)
    [shown] = office.known
    other = serve(method).known[0]
    office.known = (replace(other, port=shown.port),)
    with pytest.raises(Problem, match=r"F636.*Nothing was sent") as raised:
        office.take(parcel())
    assert not isinstance(raised.value, UnknownHost)
    assert shown.fingerprint in str(raised.value)
    assert other.fingerprint in str(raised.value)
    assert office.peer.logins == []


def test_a_server_that_shows_another_kind_of_key_has_changed_too(tmp_path: Path) -> None:
    rsa = asyncssh.generate_private_key("ssh-rsa", key_size=2048)
    with ssh_server(tmp_path, host_key=rsa) as peer:
        assert peer.key is not None
        options = DeliveryOptions("sftp", "", HOST, peer.port, USER)
        deliver(parcel(), options, SECRETS, [peer.key])
        ed25519 = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
        with pytest.raises(Problem, match="F636"):
            deliver(parcel(), options, SECRETS, [replace(peer.key, key=ed25519.strip())])


def test_a_certificate_that_this_system_vouches_for_needs_no_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made))
    with ftp_server(tmp_path, made) as peer:
        options = DeliveryOptions("ftps", "", HOST, peer.port, USER)
        deliver(parcel(), options, SECRETS)
        assert (tmp_path / NAME).read_bytes() == parcel().content
        # Once pinned, a certificate that the system vouches for may still be renewed.
        deliver(parcel(), options, SECRETS, [HostKey(HOST, peer.port, "x509-sha256 gammel")])


@pytest.mark.parametrize("phrase", [None, "lås-opp"])
def test_a_private_key_opens_as_well_as_a_password(tmp_path: Path, phrase: str | None) -> None:
    own = asyncssh.generate_private_key("ssh-ed25519")
    own.write_private_key(tmp_path / "own", passphrase=phrase)
    public = own.export_public_key().decode()
    with ssh_server(tmp_path, password="", key=public) as peer:
        assert peer.key is not None
        options = DeliveryOptions("sftp", "", HOST, peer.port, USER, str(tmp_path / "own"))
        secrets = Secrets(environment={"FAKTURAKLAR_KEY_PASSPHRASE": phrase} if phrase else {})
        deliver(parcel(), options, secrets, [peer.key])
        assert (tmp_path / NAME).read_bytes() == parcel().content
        if phrase:
            with pytest.raises(Problem, match="F637"):
                deliver(parcel(), options, Secrets(environment={}), [peer.key])


def test_the_servers_of_openssh_take_it_too(tmp_path: Path) -> None:
    own = asyncssh.generate_private_key("ssh-ed25519")
    own.write_private_key(tmp_path / "own")
    with openssh_server(tmp_path, own.export_public_key().decode()) as peer:
        assert peer.key is not None
        (tmp_path / "inn").mkdir()
        options = DeliveryOptions(
            "sftp", str(tmp_path / "inn"), HOST, peer.port, getuser(), str(tmp_path / "own")
        )
        office = Office(tmp_path / "inn", options, (peer.key,), peer)
        (office.folder / parcel().part_name).write_bytes(parcel().content[:CHUNK])
        office.take(parcel())
        assert office.files() == {NAME: parcel().content}
        assert office.take(parcel()).already_there
        (office.folder / NAME).write_bytes(b"noe annet")
        with pytest.raises(Problem, match="F632"):
            office.take(parcel())
        office.options = replace(options, folder=str(tmp_path / "ut"))
        with pytest.raises(Problem, match="F633"):
            office.take(parcel())
