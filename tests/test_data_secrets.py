"""Passwords: where they are looked for, and that they are seen nowhere."""

from __future__ import annotations

import copy
import pickle
import sys
from pathlib import Path
from types import ModuleType

import pytest

from data.delivery.secrets import DELIVERY, KEY, LETTER, Secret, Secrets
from data.delivery.troubles import said
from data.errors import Problem


def write(folder: Path, name: str, text: str, mode: int = 0o600) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def revealed(secrets: Secrets, name: str = DELIVERY) -> str | None:
    found = secrets.find(name)
    return found.reveal() if found else None


def test_the_nearest_place_wins(tmp_path: Path) -> None:
    store, own, credentials = tmp_path / "lager", tmp_path / "egen", tmp_path / "systemd"
    secrets = Secrets([store, own], environment={})
    assert revealed(secrets) is None
    write(own, DELIVERY, "fra egen mappe\n")
    assert revealed(secrets) == "fra egen mappe"
    write(store, DELIVERY, "fra lageret, æøå\r\n")
    assert revealed(secrets) == "fra lageret, æøå"
    write(credentials, DELIVERY, "fra systemd", 0o440)
    environment = {"CREDENTIALS_DIRECTORY": str(credentials)}
    assert revealed(Secrets([store], environment)) == "fra systemd"
    environment |= {"FAKTURAKLAR_DELIVERY_PASSWORD": "fra miljøet"}
    assert revealed(Secrets([store], environment)) == "fra miljøet"


def test_each_secret_has_its_own_name(tmp_path: Path) -> None:
    environment = {
        "FAKTURAKLAR_DELIVERY_PASSWORD": "a",
        "FAKTURAKLAR_LETTER_PASSWORD": "b",
        "FAKTURAKLAR_KEY_PASSPHRASE": "c",
    }
    secrets = Secrets(environment=environment)
    assert [revealed(secrets, name) for name in (DELIVERY, LETTER, KEY)] == ["a", "b", "c"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_may_open_is_refused(tmp_path: Path, mode: int) -> None:
    path = write(tmp_path, LETTER, "hemmelig", mode)
    with pytest.raises(Problem, match=f"F648 {path}.*{mode:03o}") as raised:
        Secrets([tmp_path], {}).find(LETTER)
    assert "hemmelig" not in str(raised.value)


def test_a_missing_secret_says_where_to_put_it(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="F649") as raised:
        Secrets([tmp_path], {}).require(LETTER, "kari", "post:587")
    for part in (str(tmp_path / LETTER), "FAKTURAKLAR_LETTER_PASSWORD", "kari", "post:587"):
        assert part in str(raised.value)


def test_a_secret_is_seen_nowhere() -> None:
    secret = Secret("hemmelig")
    secrets = Secrets(environment={"FAKTURAKLAR_DELIVERY_PASSWORD": "hemmelig"})
    for shown in (repr(secret), str(secret), f"{secret}", repr([secret]), repr(secrets)):
        assert "hemmelig" not in shown
    for write_down in (pickle.dumps, copy.copy):
        with pytest.raises(TypeError):
            write_down(secret)
    assert (
        said("530 hemmelig is wrong for 15897412345\r\n", secret)
        == "530 *** is wrong for 158974*****"
    )


def test_a_keyring_is_asked_last_and_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    class KeyringError(RuntimeError):
        """As the library's own."""

    def get_password(service: str, name: str) -> str | None:
        if name == KEY:
            raise KeyringError
        return {"letter-password": f"fra {service}"}.get(name)

    keyring, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    keyring.__spec__ = errors.__spec__ = sys.__spec__
    vars(keyring)["get_password"] = get_password
    vars(errors)["KeyringError"] = KeyringError
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    secrets = Secrets(environment={})
    assert revealed(secrets, LETTER) == "fra fakturaklar"
    assert revealed(secrets, DELIVERY) is None
    assert revealed(secrets, KEY) is None
