"""Starts the small house on a real terminal, in the order the program itself keeps."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from data.errors import UsageProblem
from tui import terminal
from tui.words import say_problem


def main(folder: Path) -> int:
    """Show the demo; returns the exit status. The folder gets what the program leaves behind."""
    try:
        terminal.prepare()
    except UsageProblem as problem:
        sys.stderr.write(say_problem(problem) + "\n")
        return problem.exit_status
    # Only now may Textual be imported.
    from tests.house_demo import DemoStore, demo_app

    operator = os.environ.get("DEMO_OPERATOR", "Kari Nes")
    return demo_app(DemoStore(folder), state_folder=folder, operator=operator).open()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
