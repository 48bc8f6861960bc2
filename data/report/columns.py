"""The columns of the tables of a report: headings, and shares of the room across."""

from __future__ import annotations

from data.report.content import Column
from data.words import N_, Phrase


def _column(title: str, share: int, *, right: bool = False) -> Column:
    return Column(Phrase(title), share, right)


_POINT = _column(N_("Point"), 5, right=True)
_LINE = _column(N_("Line"), 8, right=True)
_CUSTOMER = _column(N_("Customer"), 22)
_OPERATOR = _column(N_("Operator"), 11)
_WHEN = _column(N_("When"), 11)
_REASON = _column(N_("Reason"), 22)
_STATE = _column(N_("State"), 11)
_PRICE = _column(N_("Price"), 10, right=True)
_SUM = _column(N_("Sum kr"), 11, right=True)
_COUNT = _column(N_("Lines"), 7, right=True)

POINTS = (
    _POINT, _column(N_("Title"), 18), _column(N_("Result"), 9), _column(N_("Finding"), 18),
    _column(N_("Signature"), 10), _OPERATOR, _WHEN, _REASON,
)  # fmt: skip
FINDINGS = (_POINT, _column(N_("Finding"), 75), _column(N_("In lines"), 20))
CHANGES = (
    _POINT, _LINE, _CUSTOMER, _column(N_("What"), 14), _column(N_("Field"), 12),
    _column(N_("Before"), 20), _column(N_("Now"), 20),
)  # fmt: skip
ANSWERS = (
    _POINT, _column(N_("Title"), 18), _OPERATOR, _WHEN, _REASON, _STATE,
    _column(N_("Withdrawn"), 11), _column(N_("By, why"), 18),
)  # fmt: skip
TOTALS = (_SUM, _COUNT, _column(N_("From"), 40), _OPERATOR, _WHEN)
BRIDGE = (_column("", 2), _column(N_("Step"), 30), _COUNT, _SUM, _column(N_("Note"), 40))
HELD = (_LINE, _CUSTOMER, _PRICE, _column(N_("Held to"), 9), _OPERATOR, _REASON)
CORRECTIONS = (
    _LINE, _column(N_("Field"), 11), _column(N_("Aktiv kommune said"), 15),
    _column(N_("We say"), 15), _column(N_("Known from"), 11), _REASON, _OPERATOR, _WHEN, _STATE,
)  # fmt: skip
NOTES = (
    _column(N_("On"), 20), _column(N_("Note"), 44), _OPERATOR, _WHEN,
    _column(N_("Removed"), 11), _column(N_("By"), 10),
)  # fmt: skip
LINES = (
    _LINE, _CUSTOMER, _column(N_("K"), 3), _column(N_("Customer id"), 12),
    _column(N_("Id state"), 10), _column(N_("Resource"), 17), _column(N_("From"), 12),
    _column(N_("To"), 12), _PRICE, _column(N_("Mark"), 9),
)  # fmt: skip
