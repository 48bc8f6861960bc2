"""Where things lie: the store, and what a defect leaves behind; by the host's own conventions."""

from __future__ import annotations

import os
from pathlib import Path

NAME = "fakturaklar"
STORE = "FAKTURAKLAR_DB"
"""The environment variable that names the store."""


def store_path(named: str | None) -> Path:
    """Return the store that was named, by option or environment, else the user's own."""
    chosen = named or os.environ.get(STORE, "")
    if chosen:
        return Path(chosen).expanduser().absolute()
    # Not at the top: most calls of a shared installation name their store.
    import platformdirs

    return platformdirs.user_data_path(NAME, appauthor=False) / f"{NAME}.db"


def state_folder() -> Path:
    """Return the user's folder for reports of defects."""
    import platformdirs

    return platformdirs.user_state_path(NAME, appauthor=False)
