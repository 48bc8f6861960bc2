"""How long the archive is kept (oppbevaring)."""

from __future__ import annotations

from datetime import date

YEARS = 5
"""Full years after the end of the accounting year, as bookkeeping law asks of what is invoiced."""


def kept_until(made: date, to: date | None = None) -> date:
    """Return the last day on which something made on `made` must still be there.

    A copy of December's basis is taken in January, and nobody here knows which year accounts
    puts it in: the later one counts, so that nothing goes too early.
    """
    year = max(made, to or made).year
    return date(year + YEARS, 12, 31)
