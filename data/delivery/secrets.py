"""Passwords and passphrases: looked up when they are needed, kept nowhere by the program.

Looked for in this order: environment, the credential folder of systemd, a file that only its
owner may open, the keyring where one is installed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from data.errors import Problem
from data.words import N_

DELIVERY = "delivery-password"
LETTER = "letter-password"
KEY = "key-passphrase"
"""What the secrets are called as files and in the keyring."""

VARIABLES = {
    DELIVERY: "FAKTURAKLAR_DELIVERY_PASSWORD",
    LETTER: "FAKTURAKLAR_LETTER_PASSWORD",
    KEY: "FAKTURAKLAR_KEY_PASSPHRASE",
}
CREDENTIALS = "CREDENTIALS_DIRECTORY"
SERVICE = "fakturaklar"
"""Under which name the keyring keeps them."""

_OTHERS = 0o077
_LONGEST = 4096


class Secret:
    """A password that shows itself only when asked by name."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the password itself."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(***)"

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written down")


class Secrets:
    """Finds the secrets of one store."""

    def __init__(
        self, folders: Sequence[Path] = (), environment: Mapping[str, str] | None = None
    ) -> None:
        """Look in `folders` for files: the store's own, then the user's configuration."""
        self._folders = tuple(folders)
        self._environment = os.environ if environment is None else environment

    def __repr__(self) -> str:
        return "Secrets()"

    def find(self, name: str) -> Secret | None:
        """Return a secret, None where there is none.

        Raises Problem F648 when its file may be opened by others, or cannot be read.
        """
        text = (
            self._environment.get(VARIABLES[name], "")
            or self._credential(name)
            or self._in_a_file(name)
            or _in_the_keyring(name)
        )
        return Secret(text) if text else None

    def require(self, name: str, user: str, place: str) -> Secret:
        """Return a secret; raises Problem F649, saying where it is looked for."""
        found = self.find(name)
        if found is None:
            raise Problem(
                "F649",
                N_(
                    "There is no password for {user} at {place}. Put it into the file {file}, which"
                    " only you may open (mode 600), or into the variable {variable}."
                ),
                user=user,
                place=place,
                file=str(self._folders[0] / name) if self._folders else name,
                variable=VARIABLES[name],
            )
        return found

    def _credential(self, name: str) -> str:
        folder = self._environment.get(CREDENTIALS, "")
        return _content(Path(folder) / name) if folder else ""

    def _in_a_file(self, name: str) -> str:
        for folder in self._folders:
            path = folder / name
            if path.is_file():
                _require_private(path)
                return _content(path)
        return ""


def _require_private(path: Path) -> None:
    mode = path.stat().st_mode
    if mode & _OTHERS:
        raise Problem(
            "F648",
            N_("{file} holds a password and others may open it ({mode}). Run chmod 600 on it."),
            file=str(path),
            mode=f"{mode & 0o777:03o}",
        )


def _content(path: Path) -> str:
    """Return the first line of a file, empty where there is no such file."""
    try:
        text = path.read_bytes()[:_LONGEST].decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        reason = "UTF-8"
    except OSError as error:
        reason = error.strerror or ""
    else:
        return text.splitlines()[0] if text else ""
    raise Problem("F648", N_("{file} cannot be read: {reason}."), file=str(path), reason=reason)


def _in_the_keyring(name: str) -> str:
    """Return what the keyring knows; over SSH there often is none to ask."""
    if find_spec("keyring") is None:
        return ""
    keyring = import_module("keyring")
    try:
        return keyring.get_password(SERVICE, name) or ""
    except import_module("keyring.errors").KeyringError:
        return ""


def secret_folders(store: Path | None) -> list[Path]:
    """Return where files with secrets may lie: beside the store, and among one's own settings."""
    # Not at the top: most of what is done needs no secret.
    import platformdirs

    own = platformdirs.user_config_path(SERVICE, appauthor=False)
    return [own] if store is None else [store.parent, own]
