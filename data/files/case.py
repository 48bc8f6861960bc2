"""A whole case file: settings, account strings and exports become a batch, without a store.

The schema is that of the case files the import reads; it is used to try a format in the
accounting system's own import before anything is real. Texts are taken word for word: what
comes of it is a file, not something that is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import count
from typing import Any

from data.files.batch import Batch, ExportPart, Rental
from data.files.names import FileNames, file_names
from data.files.options import FileOptions, Headings
from data.files.rental import rental_of
from data.formats import Format, formats
from data.listing import CustomerType, ReadOptions
from data.sources import LARGEST, too_large
from data.sources._case import (
    CUSTOMER_TYPES,
    CodeSet,
    Organizations,
    chosen_sets,
    code_sets_of,
    line_of,
    numbered_rentals,
    organizations_of,
    require_schema,
)
from data.sources._json import Node, parse, refuse_if_bad
from data.text import clean

TEXTS = (
    "voucher_client",
    "voucher_responsible",
    "voucher_type",
    "organization_value",
    *(f"att_{place}_id" for place in range(1, 8)),
)
WORDS: dict[str, dict[str, str]] = {
    "output_files": {"separated": "separated", "single": "single"},
    "linebreak": {"Windows": "windows", "Linux": "linux"},
    "orders": {"export": "export", "customer": "customer"},
    "visma_running_number": {"customer": "customer", "customer_article": "customer_article"},
    "visma_quantity": {"hundredths": "hundredths", "whole": "whole"},
}
"""Settings of a few words; the last three are ours and may be absent."""


@dataclass(frozen=True, slots=True)
class Case:
    """What a case file asks for."""

    format: Format
    batch: Batch
    file_id: int
    """The id that the tested file gets."""

    @property
    def names(self) -> FileNames:
        """Return the names Aktiv kommune gives the file and its log."""
        batch = self.batch
        options = replace(batch.options, names="reference")
        return file_names(
            self.format, batch.customer_type, self.file_id, batch.generated, options, 1
        )


def read_case(content: bytes, file_name: str, chosen: Format | None = None) -> Case:
    """Return the case of a JSON document; `chosen` is used in place of the format it names.

    Raises Refused F111 for a file that is too large, F118 for no JSON, and F115 naming every
    bad place.
    """
    if len(content) > LARGEST:
        raise too_large(clean(file_name))
    document = replace(parse(content, ReadOptions(clean(file_name))), is_verbatim=True).object()
    require_schema(document)
    known = {layout.key: layout for layout in formats()}
    layout = chosen or document.get("format").choice(known) or formats()[0]
    customer_type = document.get("file").choice(CUSTOMER_TYPES) or "external"
    series = document.get("order_series")
    config = document.get("config")
    batch = Batch(
        customer_type=customer_type,
        generated=document.get("generation_date").day(),
        exports=_exports(document),
        last_order=series.get(customer_type).number(least=0),
        options=_options(config, layout),
        headings=Headings(**{each.name: config.get(each.name).text() for each in fields(Headings)}),
    )
    last_id = document.get("file_id").number(least=0)
    refuse_if_bad(document)
    # The internal file is made first.
    return Case(layout, batch, last_id + (1 if customer_type == "internal" else 2))


def _options(config: Node, layout: Format) -> FileOptions:
    defaults = FileOptions()
    given: dict[str, Any] = {name: config.get(name).text() for name in TEXTS}
    for name, words in WORDS.items():
        listed = config.get(name)
        if not listed.is_null():
            given["line_break" if name == "linebreak" else name] = listed.choice(words)
    chosen = {name: value for name, value in given.items() if value}
    return replace(
        defaults,
        format_external=layout.key,
        format_internal=layout.key,
        payer_switch=config.get("differentiate_org_payer").flag(otherwise=False),
        **chosen,
    )


def _exports(document: Node) -> tuple[ExportPart, ...]:
    organizations, sets = organizations_of(document), code_sets_of(document)
    numbers = count(1)
    return tuple(
        _export(export.object(), numbers, organizations, sets)
        for export in document.get("exports").required_elements()
    )


def _export(
    export: Node, numbers: Iterator[int], organizations: Organizations, sets: dict[int, CodeSet]
) -> ExportPart:
    building = export.get("building_name").required_text()
    codes: dict[CustomerType, dict[str, str]] = {
        customer_type: chosen.codes for customer_type, chosen in chosen_sets(export, sets).items()
    }
    rentals: list[Rental] = []
    for listed in numbered_rentals(export, numbers):
        line = line_of(listed, building, organizations)
        if line is not None:
            rentals.append(rental_of(line))
    return ExportPart(export.get("id").number(), building, codes, tuple(rentals))
