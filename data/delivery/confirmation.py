"""What the accounting office's confirmation says: number of orders, sum and file name.

A confirmation is a letter in free text, an e-mail file, or a small table with headings. Only what
it says without doubt is taken; nothing is guessed, and our own letter quoted in it is not read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from html import unescape

from data import money
from data.errors import Problem
from data.text import clean, fold, mask
from data.words import N_, Phrase, phrase

LARGEST = 1_000_000
"""Bytes; a confirmation is short, a larger file is something else."""

_GAP = r"[ \u00a0\u202f.]"
_GROUPED = rf"(?:[0-9]{{1,3}}(?:{_GAP}[0-9]{{3}})+|[0-9]+)"
_IS = r"\s*(?:(?:i alt|i fil(?:a|en)|er|på|mottatt|overført)\s*){0,2}[:=]?\s*"
_UNITS = r"\s*(?:ordrer|orders|stk|linjer|elementer|fakturaer|poster|filer)"

_COUNT_WORDS = r"(?:antall(?:et)?(?: ?(?:ordrer?|elementer|fakturaer))?|ordrer|elementer|orders)"
_COUNT = rf"(?P<count>{_GROUPED})(?![0-9]|[ \u00a0\u202f.,][0-9]|\s*[-–]\s*[0-9])"
_COUNTS = (
    re.compile(rf"(?<!\w){_COUNT_WORDS}{_IS}{_COUNT}(?!\s*linjer)", re.IGNORECASE),
    re.compile(rf"(?<![\w.,-])(?P<count>{_GROUPED})\s+(?:ordrer|orders)(?!\w)", re.IGNORECASE),
    # "119 av 122 ordrer" names two numbers.
    re.compile(rf"(?<![\w.,-])(?P<count>{_GROUPED})\s+av\s+{_GROUPED}\s+ordrer", re.IGNORECASE),
)

_SUM_WORDS = r"(?:total ?(?:sum|beløp)|sum(?:men)?|beløp(?:et)?|amount)"
_EXACT = rf"[-−]?{_GROUPED}[.,][0-9]+(?![0-9]|\s*%|[.,][0-9])"
_ROUND = rf"[-−]?{_GROUPED}(?![0-9]|\s*%|[ \u00a0\u202f.,][0-9]|{_UNITS})"
_KRONER = r"(?:kr\.?|nok)?\s*"
_AMOUNTS = (
    re.compile(rf"(?<!\w){_SUM_WORDS}{_IS}{_KRONER}(?P<amount>{_EXACT}|{_ROUND})", re.IGNORECASE),
    # A bare total may count something else than kroner; "mot" names the other side of a difference.
    re.compile(rf"(?<!\w)(?:total(?:t|en)?|mot){_IS}{_KRONER}(?P<amount>{_EXACT})", re.IGNORECASE),
)

_FILE_WORDS = r"(?:fil(?:navn|a|en)?|file ?name|file)"
_FILES = (
    re.compile(rf'(?<!\w){_FILE_WORDS}\s*[:=]\s*«?"?(?P<file>[\w.-]*[0-9][\w.-]*)', re.IGNORECASE),
    re.compile(r"(?<![\w.@/-])(?P<file>[\w-]+\.(?:txt|csv|xml))(?!\w)", re.IGNORECASE),
)

_QUOTED = re.compile(r"\s*[>|]")
_QUOTE_BEGINS = re.compile(
    r"\s*(?:-{2,}\s*(?:opprinnelig|original|videresendt|forwarded)\b.*|_{10,}\s*)", re.IGNORECASE
)
_WROTE = re.compile(r".*\b(?:skrev|wrote)\b.{0,80}:\s*", re.IGNORECASE)
_FROM = re.compile(r"\s*(?:fra|from)\s*:.*", re.IGNORECASE)
_HEAD = re.compile(
    r"\s*(?:fra|til|sendt|dato|kopi|from|to|sent|date|cc|(?P<subject>emne|subject))\s*:(?P<rest>.*)",
    re.IGNORECASE,
)
_HTML_QUOTE = re.compile(r"<blockquote.*", re.IGNORECASE | re.DOTALL)
_HTML_LINE = re.compile(r"<(?:br|/p|/tr|/div)[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a confirmation says; None or empty where it says nothing."""

    orders: int | None
    amount: int | None
    """Øre."""
    file_name: str


def read_confirmation(content: bytes, name: str, file_name: str = "") -> Confirmation:
    """Read the confirmation in a file called `name`.

    `file_name` is the file it should be about: a table may hold a row for each of several.
    Raises Problem F670 when it is no text, F671 when it holds neither count nor sum, F672 when it
    names several of one kind, naming them.
    """
    letter = _letter(content, name)
    table = _table(letter.body)
    found = _from_table(table, file_name) if table else _from_text(letter)
    if found.orders is None and found.amount is None:
        raise Problem(
            "F671",
            N_(
                "{name} holds neither a number of orders nor a sum. Type them from the letter, as"
                " they stand there."
            ),
            name=clean(name),
        )
    return found


# The text of a file.


@dataclass(frozen=True, slots=True)
class _Letter:
    """What the accounting office wrote; the subject of an answer is our own."""

    subject: str
    body: str


def _letter(content: bytes, name: str) -> _Letter:
    """Return the text of a file as its writer meant it, without what it quotes."""
    if len(content) > LARGEST or b"\0" in content:
        raise Problem(
            "F670",
            N_("{name} is no letter or table in plain text. Save it as text, or type the numbers."),
            name=clean(name),
        )
    if name.lower().endswith(".eml"):
        return _of_message(content)
    return _own_words(_decoded(content))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _of_message(content: bytes) -> _Letter:
    """Return subject and body of an e-mail; its plain text before its HTML."""
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body(("plain", "html"))
    text = ""
    if body is not None:
        raw = body.get_payload(decode=True)
        charset = body.get_content_charset("utf-8")
        text = _in_charset(raw, charset) if isinstance(raw, bytes) else ""
        if body.get_content_subtype() == "html":
            text = _TAG.sub(" ", _HTML_LINE.sub("\n", _HTML_QUOTE.sub("", text)))
            text = unescape(text)
    own = _own_words(text)
    return _Letter(f"{message['Subject'] or ''}\n{own.subject}", own.body)


def _in_charset(raw: bytes, charset: str) -> str:
    """Return text in the charset a message names, as well as it can be read."""
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return _decoded(raw)


def _own_words(text: str) -> _Letter:
    """Return a letter's lines before and beside what it quotes: there our own numbers stand."""
    kept: list[str] = []
    subjects: list[str] = []
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if _begins_quote(line, lines[number + 1 :], any(each.strip() for each in kept)):
            break
        if head := _HEAD.fullmatch(line):
            subjects += [head["rest"]] if head["subject"] else []
        elif not _QUOTED.match(line):
            kept.append(line)
    return _Letter("\n".join(subjects), "\n".join(kept))


def _begins_quote(line: str, after: list[str], is_begun: bool) -> bool:
    """Whether everything from a line on is quoted, with no sign before each line."""
    if _QUOTE_BEGINS.fullmatch(line) or (is_begun and _FROM.fullmatch(line)):
        return True
    following = next((each for each in after if each.strip()), "")
    return bool(_WROTE.fullmatch(line)) and not _QUOTED.match(following)


# Free text.


def _from_text(letter: _Letter) -> Confirmation:
    counts = {_whole(found["count"]) for found in _all(_COUNTS, letter.body)}
    amounts = {money.parse_amount(found["amount"]) for found in _all(_AMOUNTS, letter.body)}
    text = f"{letter.subject}\n{letter.body}"
    files = {found["file"].rstrip(".") for found in _all(_FILES, text)}
    return _agreed(counts, amounts, files)


def _all(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(text)


def _whole(text: str) -> int:
    return int(re.sub(r"[^0-9]", "", text))


def _agreed(counts: set[int], amounts: set[int], files: set[str]) -> Confirmation:
    """Return what is said once; raises Problem F672 for what is said in several ways."""
    _require_one(phrase(N_("number of orders")), [str(count) for count in sorted(counts)])
    _require_one(phrase(N_("sum")), [money.show(amount) for amount in sorted(amounts)])
    _require_one(phrase(N_("file name")), sorted(files))
    return Confirmation(
        orders=next(iter(counts), None),
        amount=next(iter(amounts), None),
        file_name=mask(clean(next(iter(files), ""))),
    )


def _require_one(what: Phrase, found: list[str]) -> None:
    if len(found) > 1:
        raise Problem(
            "F672",
            N_("The confirmation names more than one {what}: {found}. Type what counts."),
            what=what,
            found=", ".join(mask(clean(each)) for each in found[:5]),
        )


# Tables.


def _table(text: str) -> list[dict[str, str]]:
    """Return the rows of a table by folded heading, none where the text is no table."""
    lines = [line for line in text.splitlines() if line.strip()]
    for delimiter in (";", "\t", ","):
        if len(lines) > 1 and delimiter in lines[0]:
            heading, *rows = list(csv.reader(lines, delimiter=delimiter))
            names = [fold(name) for name in heading]
            if any(_column(names, words) is not None for words in (_COUNT_WORDS, _SUM_WORDS)):
                return [dict(zip(names, row, strict=False)) for row in rows]
    return []


def _column(names: Iterable[str], words: str) -> str | None:
    return next((name for name in names if re.fullmatch(words, name)), None)


def _from_table(rows: list[dict[str, str]], file_name: str) -> Confirmation:
    count, amount, file = (
        _column(rows[0], words) for words in (_COUNT_WORDS, _SUM_WORDS, _FILE_WORDS)
    )
    if file and file_name:
        rows = [row for row in rows if fold(row.get(file, "")) == fold(file_name)] or rows
    return _agreed(
        {_whole(value) for value in _values(rows, count) if _is_whole(value)},
        {money.parse_amount(_bare(value)) for value in _values(rows, amount)},
        set(_values(rows, file)),
    )


def _values(rows: list[dict[str, str]], column: str | None) -> list[str]:
    return [row[column].strip() for row in rows if column and row.get(column, "").strip()]


def _is_whole(text: str) -> bool:
    return re.fullmatch(_GROUPED, text) is not None


def _bare(text: str) -> str:
    """Return an amount without what people write around it."""
    return re.sub(r"(?i)^(?:kr\.?|nok)\s*|\s*(?:kr\.?|nok)$|,-$", "", text.strip())
