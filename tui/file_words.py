"""Words for the states of files and the steps of the bridge, for screens and commands alike."""

from __future__ import annotations

from data.views.files import FileState, StepKey
from tui.words import N_

STATES: dict[FileState, str] = {
    "empty": N_("empty"),
    "unsent": N_("unsent"),
    "sent": N_("waits"),
    "differs": N_("differs"),
    "receipted": N_("agrees"),
    "partly_rejected": N_("rest agrees"),
    "discarded": N_("discarded"),
}
"""What each state of a file is called."""

STEPS: dict[StepKey, str] = {
    "list": N_("list in Aktiv kommune"),
    "held": N_("held to next month"),
    "corrected": N_("corrected here"),
    "exported": N_("exported"),
    "returned": N_("back on the list"),
    "free": N_("free (price 0,00)"),
    "credit": N_("below zero"),
    "paid": N_("paid online"),
    "inactive": N_("gone from Aktiv kommune"),
    "waiting": N_("in no file yet"),
    "articles": N_("order lines without tax"),
    "file": N_("in the file"),
    "delivered": N_("delivered"),
    "rejected": N_("rejected"),
    "receipt": N_("receipt"),
}
"""What each step of the bridge is called."""
