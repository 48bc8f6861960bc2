"""Sentences that are kept in the store, and still read in the language of whoever looks later.

A problem that ended a delivery is told again the next day: what is kept is the message id with
its values, not the English of the day. Values are masked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from data.errors import Problem
from data.text import mask
from data.words import Phrase

_KEYS = {"message", "plural", "count", "values"}


def packed(words: Phrase) -> dict[str, object]:
    """Return a sentence as what JSON can hold, its values masked."""
    values = {
        name: packed(value) if isinstance(value, Phrase) else _masked(value)
        for name, value in words.values.items()
    }
    return {
        "message": mask(words.message),
        "plural": mask(words.plural),
        "count": words.count,
        "values": values,
    }


def packed_problem(problem: Problem) -> dict[str, object]:
    """Return what a problem says, with its code, as what JSON can hold."""
    return packed(_said(problem))


def unpacked(value: object) -> object:
    """Return the sentence that `packed` made something of; anything else as it is."""
    if not isinstance(value, Mapping) or set(value) != _KEYS:
        return value
    values = {str(name): unpacked(each) for name, each in value["values"].items()}
    return Phrase(str(value["message"]), values, str(value["plural"]), int(value["count"]))


def kept(words: Phrase) -> str:
    """Return a sentence as the text that the store keeps."""
    return json.dumps(packed(words), ensure_ascii=False)


def kept_problem(problem: Problem) -> str:
    """Return what a problem says, with its code, as the text that the store keeps."""
    return kept(_said(problem))


def read_kept(text: str) -> Phrase | None:
    """Return a sentence that was kept; None where there is none. A bare text stands for itself."""
    if not text:
        return None
    try:
        found = unpacked(json.loads(text))
    except ValueError:
        found = None
    return found if isinstance(found, Phrase) else Phrase("{text}", {"text": text})


def _said(problem: Problem) -> Phrase:
    return Phrase("{code} {sentence}", {"code": problem.code, "sentence": problem.phrase})


def _masked(value: object) -> object:
    return value if isinstance(value, int) else mask(str(value))
