"""What a line counts as: our values where we have some, and all that follows from them."""

from __future__ import annotations

from typing import cast

from data.accepted_ids import weigh
from data.customer_id import canonical
from data.listing import CustomerType, ListedLine
from data.models import Line
from data.text import fold
from data.views.lines import CORRECTABLE


def derived(line: ListedLine | Line) -> dict[str, object]:
    """Return what the store keeps of a line beside what was given: judgements, search text."""
    kind = cast("CustomerType", line.customer_type)
    judged = line.customer_id, kind, line.price, line.ends.date()
    return {
        "id_code": weigh(*judged, False).code,
        "id_code_test": weigh(*judged, True).code,
        "search": _search_text(line),
    }


def _search_text(line: ListedLine | Line) -> str:
    parts = (
        str(line.id), str(line.reservation_id), line.organization, line.contact,
        line.description, line.customer_id, canonical(line.customer_id), line.sub_customer,
        line.season,
    )  # fmt: skip
    return fold(" | ".join(parts))


def keep(line: Line) -> None:
    """Write our values of a line, and what follows from them, in the caller's transaction."""
    ours = {name: getattr(line, name) for name in CORRECTABLE}
    Line.update(**ours, **derived(line)).where(Line.id == line.id).execute()
