"""backup: a consistent copy of the store while others use it."""

from __future__ import annotations

import argparse

from tui.call import DONE, Call
from tui.commands import Command
from tui.commands._arguments import add_json
from tui.words import N_, _


def run(call: Call) -> int:
    """Copy the store to a new file; the folders beside it are copied by other means."""
    path = call.close.printing.store(call.options.path)
    size = path.stat().st_size
    text = _("{path}: {bytes} bytes. Copy the folders {archive} and {files} too.")
    archive, files = call.close.archive.folder, call.close.files.folder
    call.answer(
        {"path": str(path), "bytes": size, "archive": str(archive), "files": str(files)},
        [text.format(path=path, bytes=size, archive=archive, files=files)],
    )
    return DONE


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar=_("PATH"), help=_("a new file"))
    add_json(parser)


COMMAND = Command(
    "backup",
    N_("copies the store while it is in use"),
    _arguments,
    run,
    ('{"path","bytes","archive","files"}',),
)
