"""What a municipality decides about its invoice files, the same for every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OutputFiles = Literal["separated", "single"]
LineBreak = Literal["linux", "windows"]
OrdersPer = Literal["export", "customer"]
Names = Literal["manual", "reference"]
RunningNumber = Literal["customer", "customer_article"]
Quantity = Literal["hundredths", "whole"]


@dataclass(frozen=True, slots=True)
class FileOptions:
    """How files are made; the keys are those of the settings (`file.voucher_type`)."""

    format_external: str = "agresso"
    """Key of the format for external customers, see `data.formats`."""
    format_internal: str = "agresso"
    output_files: OutputFiles = "separated"
    """`single` puts every row into the external file and leaves the internal one empty."""
    line_break: LineBreak = "linux"
    orders: OrdersPer = "export"
    """`customer` joins a customer's lines over buildings into one order."""
    names: Names = "manual"
    """`manual` is YYMMDD and a running number of that day; `reference` Aktiv kommune's own."""
    payer_switch: bool = False
    """The payer differs from the organisation (differentiate_org_payer)."""
    organization_value: str = ""
    """The municipality's own number, payer of internal orders."""
    voucher_client: str = "BY"
    voucher_responsible: str = "BOOKING"
    voucher_type: str = "FK"
    att_1_id: str = ""
    att_2_id: str = ""
    att_3_id: str = ""
    att_4_id: str = ""
    att_5_id: str = ""
    att_6_id: str = ""
    att_7_id: str = ""
    visma_running_number: RunningNumber = "customer"
    """What VISMA's LØPENR counts: a customer's rows, or a customer's lines of one article."""
    visma_quantity: Quantity = "hundredths"
    """How VISMA's GRUNNLAG writes one piece: `000000100` or `000000001`."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Accounting dimensions (konteringsdimensjoner): a heading switches its field on."""

    article: str = ""
    dim_1: str = ""
    dim_2: str = ""
    dim_3: str = ""
    dim_4: str = ""
    dim_5: str = ""
    dim_6: str = ""
    dim_7: str = ""
    dim_value_1: str = ""
    dim_value_2: str = ""
    dim_value_3: str = ""
    dim_value_4: str = ""
    dim_value_5: str = ""
    dim_value_6: str = ""
    dim_value_7: str = ""

    def is_used(self, key: str) -> bool:
        """Whether a dimension has a heading, so that its value goes into the file."""
        return bool(getattr(self, key))
