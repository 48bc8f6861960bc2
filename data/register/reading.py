"""The open bulk files of Enhetsregisteret, read as a stream: CSV or JSON, packed or not.

What a file is shows in its first bytes, never in its name.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.dates import local
from data.errors import Refused
from data.register._content import Broken, NoUnits, Stream, units
from data.register.unit import Unit, grouped
from data.text import written
from data.words import N_, Phrase, phrase

_PORTION = 256 * 1024
"""Bytes read at a time."""
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"


class _Counted(io.RawIOBase):
    """Bytes of a file as they pass: counted, and added to a digest."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = io.FileIO(path)
        self.count = 0
        self.digest = hashlib.sha256()

    def close(self) -> None:
        """Close the file."""
        super().close()
        self._file.close()

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read the next bytes."""
        count = self._file.readinto(buffer) or 0
        self.digest.update(memoryview(buffer)[:count])
        self.count += count
        return count


class UnitFile:
    """One bulk file, read once from its first byte to its last."""

    def __init__(self, path: Path) -> None:
        """Take the file at `path`; raises Refused F130 when it cannot be opened."""
        self._path = path
        self.name = written(path.name)
        self.units_read = 0
        try:
            self._counted = _Counted(path)
            status = path.stat()
        except OSError as error:
            raise Refused(
                "F130",
                N_("{file} cannot be opened: {reason}. Check its name and your rights to it."),
                cells=(),
                file=written(str(path)),
                reason=error.strerror or "",
            ) from error
        self.size = status.st_size
        self.made = local(datetime.fromtimestamp(status.st_mtime, UTC)).date()
        """The day the file was made, as the packing says it or else the file system."""

    def __enter__(self) -> UnitFile:
        return self

    def __exit__(self, *_error: object) -> None:
        self._counted.close()

    @property
    def bytes_read(self) -> int:
        """How far the reading has come."""
        return self._counted.count

    @property
    def sha256(self) -> str:
        """The digest of what was read."""
        return self._counted.digest.hexdigest()

    def units(self) -> Iterator[Unit]:
        """Yield every unit.

        Raises Refused, naming the file: F131 it is no file of units, F132 it is cut off or
        damaged, F133 it is empty.
        """
        with io.BufferedReader(self._counted, _PORTION) as packed:
            try:
                for unit in units(self._unpacked(packed)):
                    self.units_read += 1
                    yield unit
                # What is left is part of the file's digest.
                while packed.read(_PORTION):
                    pass
            except NoUnits:
                raise self._no_units() from None
            except Broken as broken:
                raise self._broken(broken.reason) from None
            except UnicodeDecodeError:
                raise self._broken(phrase(N_("its text is not UTF-8"))) from None
            except (EOFError, OSError, zlib.error) as error:
                raise self._broken(phrase(N_("it cannot be unpacked to its end"))) from error
        if not self.units_read:
            raise Refused(
                "F133",
                N_("{file} holds no units. Fetch it again. The register is as it was."),
                cells=(),
                file=self.name,
            )

    def _unpacked(self, packed: Stream) -> Stream:
        """Return the content, without packing and byte order mark."""
        content, beginning = packed, packed.peek(10)
        if beginning.startswith(_GZIP):
            import gzip

            stamp = int.from_bytes(beginning[4:8], "little")
            if stamp:
                self.made = local(datetime.fromtimestamp(stamp, UTC)).date()
            unpacked: Any = gzip.GzipFile(fileobj=packed)
            content = io.BufferedReader(unpacked, _PORTION)
        if content.peek(len(_BOM)).startswith(_BOM):
            content.read(len(_BOM))
        return content

    def _no_units(self) -> Refused:
        return Refused(
            "F131",
            N_(
                "{file} is no file of units. Fetch «enheter» and «underenheter» from"
                " Brønnøysundregistrene, as CSV or JSON. The register is as it was."
            ),
            cells=(),
            file=self.name,
        )

    def _broken(self, reason: Phrase) -> Refused:
        return Refused(
            "F132",
            N_(
                "{file} is cut off or damaged after {units} units: {reason}. Fetch it again. The"
                " register is as it was."
            ),
            cells=(),
            file=self.name,
            units=grouped(self.units_read),
            reason=reason,
        )
