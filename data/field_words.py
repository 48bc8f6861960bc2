"""What people call the fields of a line: as headings, and within a sentence."""

from __future__ import annotations

from data.words import N_

HEADINGS = {
    "building": N_("Building"),
    "building_id": N_("Building"),
    "type": N_("Type"),
    "reservation_id": N_("Reservation"),
    "description": N_("Description"),
    "organization": N_("Organisation"),
    "contact": N_("Contact"),
    "customer_type": N_("Customer type"),
    "customer_id": N_("Customer id"),
    "starts": N_("From"),
    "ends": N_("To"),
    "price": N_("Price"),
    "season": N_("Season"),
    "sub_customer": N_("Sub-customer"),
    "source_export": N_("Exported"),
    "source_file": N_("Export file"),
    "source_order": N_("Order"),
    "details": N_("For the invoice"),
    "source_customer_type": N_("Customer type AK"),
    "source_customer_id": N_("Customer id AK"),
    "source_price": N_("Price AK"),
    "held": N_("Marking"),
    "held_reason": N_("Held because"),
    "held_by": N_("Held by"),
}
"""Message ids by the names of `LineRow`; AK is Aktiv kommune."""

WORDS = {
    "price": N_("price"),
    "source_price": N_("price"),
    "customer_id": N_("customer id"),
    "customer_type": N_("kind of customer"),
    "organization": N_("customer"),
    "contact": N_("contact"),
    "sub_customer": N_("sub-customer"),
    "starts": N_("time"),
    "ends": N_("time"),
    "description": N_("text"),
    "season": N_("season"),
    "details": N_("details for the invoice"),
    "held": N_("marking"),
    "held_to": N_("marking"),
    "held_reason": N_("marking"),
    "held_by": N_("marking"),
}
"""Message ids by the names of `LineRow`; what is left out are Aktiv kommune's own references."""
