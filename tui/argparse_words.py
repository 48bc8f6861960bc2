"""What argparse says by itself, marked here so that extraction finds it."""

from __future__ import annotations

from tui.words import N_

SENTENCES = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("unknown parser %(parser_name)r (choices: %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("can't open '%(filename)s': %(error)s"),
    N_("ignored explicit argument %r"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
)
"""Message ids as the standard library spells them; a test compares them with it."""


def P_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802 - the name extraction knows
    """Mark a message id that has a plural."""
    return singular, plural


PLURALS = (P_("expected %s argument", "expected %s arguments"),)
