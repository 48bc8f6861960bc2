"""What the accounting office answers, as it really writes: read without guessing."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import money
from data.delivery.confirmation import LARGEST, Confirmation, read_confirmation
from data.errors import Problem

FULL = Confirmation(131, 31932000, "2611091.txt")
NUMBERS = Confirmation(131, 31932000, "")

AMOUNT_FORMS: dict[str, Callable[[int], str]] = {
    "hard spaces": money.show,
    "spaces": lambda ore: money.show(ore).replace("\u00a0", " "),
    "points": lambda ore: money.show(ore).replace("\u00a0", "."),
    "machine": money.plain,
    "kr": lambda ore: f"kr {money.show(ore)}",
    "NOK": lambda ore: f"NOK {money.plain(ore)}",
}
COUNT_FORMS = (
    "Antall: {}",
    "antall ordrer = {}",
    "Antall elementer {}",
    "Ordrer: {}",
    "Vi har mottatt {} ordrer",
    "Antallet er {}",
)
SUM_FORMS = ("Sum: {}", "sum {}", "Totalsum {}", "Totalt: {}", "Beløp = {}", "Summen er {}")


def read(text: str, name: str = "svar.txt") -> Confirmation:
    return read_confirmation(text.encode(), name)


@given(
    count=st.integers(0, 99_999),
    ore=st.integers(-(10**9), 10**11),
    count_form=st.sampled_from(COUNT_FORMS),
    sum_form=st.sampled_from(SUM_FORMS),
    amount_form=st.sampled_from(sorted(AMOUNT_FORMS)),
    between=st.sampled_from([", ", "\n", ".\n", " og "]),
    is_grouped=st.booleans(),
)
def test_every_written_form_is_read_back(
    count: int,
    ore: int,
    count_form: str,
    sum_form: str,
    amount_form: str,
    between: str,
    is_grouped: bool,
) -> None:
    shown = f"{count:,}".replace(",", " ") if is_grouped else str(count)
    parts = [count_form.format(shown), sum_form.format(AMOUNT_FORMS[amount_form](ore))]
    wanted = Confirmation(count, ore, "")
    assert read(between.join(parts)) == wanted
    assert read(between.join(reversed(parts))) == wanted


@given(
    st.integers(0, 99_999),
    st.integers(-(10**9), 10**11),
    st.sampled_from([";", "\t"]),
    st.booleans(),
)
def test_every_table_is_read_back(count: int, ore: int, delimiter: str, is_shown: bool) -> None:
    amount = money.show(ore) if is_shown else money.plain(ore)
    rows = [["Filnavn", "Antall", "Sum"], ["2611091.txt", str(count), amount]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        found = read_confirmation(text.encode(encoding), "kvittering.csv")
        assert found == Confirmation(count, ore, "2611091.txt")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fil: 2611091.txt\nAntall: 131\nSum: 319 320,00", FULL),
        ("2611091.txt er lest inn. Antall ordrer i fila er 131, totalsum kr 319 320,-", FULL),
        ("Antall: 131, sum 319 320,00", NUMBERS),
        ("Vi kvitterer for 131 ordrer.", Confirmation(131, None, "")),
        ("Totalt 131 ordrer, 309 linjer. Totalt 319.320,00", NUMBERS),
        ("Ordrer 37000412-37000542, antall 131, sjekksum 41be-0c77, sum 319320", NUMBERS),
        ("Antall linjer: 309\nSum: 319 320,00", Confirmation(None, 31932000, "")),
        ("Antall 309 linjer, sum 319 320,00", Confirmation(None, 31932000, "")),
        ("Antall: 131 319 320,00\nSum: 319 320,00", Confirmation(None, 31932000, "")),
        ("Antall;Sum\n131;319 320,00\n", NUMBERS),
        ("file name,orders,amount\n2611091.txt,131,319320.00\n", FULL),
    ],
)
def test_a_confirmation_says_what_it_says_and_no_more(text: str, wanted: Confirmation) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("131 ordrer mottatt, 3 ordrer avvist", "3, 131"),
        ("119 av 122 ordrer kvittert", "119, 122"),
        ("Antall 131, sum 319 295,00 mot 319 320,00", "319 295,00, 319 320,00"),
        ("2611091.txt og 2611092.txt. Antall: 131", "2611091.txt, 2611092.txt"),
        ("Antall;Sum\n131;319 320,00\n3;4 200,00\n", "3, 131"),
    ],
)
def test_what_is_said_in_two_ways_is_named(text: str, named: str) -> None:
    with pytest.raises(Problem, match="F672") as raised:
        read(text)
    assert named in str(raised.value)


def test_a_sum_that_may_be_thousands_is_asked_about() -> None:
    with pytest.raises(Problem, match="F311"):
        read("Antall: 131, sum: 319.320")


@pytest.mark.parametrize("text", ["", "Takk, mottatt.", "Sum 12 %", "Ring 55 56 57 58 kl 12.30"])
def test_nothing_said_is_told(text: str) -> None:
    with pytest.raises(Problem, match=r"F671 svar\.txt"):
        read(text)


@pytest.mark.parametrize("content", [b"PK\3\4\0\0", b" " * (LARGEST + 1)])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(Problem, match="F670"):
        read_confirmation(content, "svar.pdf")


OURS = "Ordrer:     131\nSum:        319 320,00\n"


@pytest.mark.parametrize(
    "quoted",
    [
        "> " + OURS.replace("\n", "\n> "),
        "Den 9. nov. 2026 kl 11.14 skrev Kari Nes:\n" + OURS,
        "-----Opprinnelig melding-----\n" + OURS,
        "Fra: Kari Nes\nSendt: 9. november\nEmne: Fakturafil: 131 ordrer, sum 319 320,00\n\n"
        + OURS,
    ],
)
def test_our_own_letter_quoted_in_the_answer_is_not_taken_for_one(quoted: str) -> None:
    with pytest.raises(Problem, match="F671"):
        read(f"Takk.\n\n{quoted}")
    answer = read(f"Vi har 130 ordrer, sum 318 000,00.\n\n{quoted}")
    assert answer == Confirmation(130, 31800000, "")


def test_an_answer_below_the_quotation_is_read() -> None:
    quoted = f"Kari Nes skrev:\n> {OURS}".replace("\nSum", "\n> Sum")
    assert read(f"{quoted}\nAntall: 130") == Confirmation(130, None, "")


def mail(body: str, subtype: str = "plain", charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["Subject"] = "SV: Fakturafil 2611091.txt: 131 ordrer, sum 319 320,00"
    message.set_content(body, subtype=subtype, charset=charset)
    return bytes(message)


def test_an_e_mail_is_read_but_its_subject_is_ours() -> None:
    found = read_confirmation(mail("Antall: 130\nBeløp: 318 000,00\n"), "svar.EML")
    assert found == Confirmation(130, 31800000, "2611091.txt")
    with pytest.raises(Problem, match="F671"):
        read_confirmation(mail("Takk for fila."), "svar.eml")


def test_an_e_mail_in_html_or_latin_1_is_read() -> None:
    html = "<p>Antall: <b>130</b></p><p>Bel&oslash;p: 318&nbsp;000,00</p>"
    quoted = f"{html}<blockquote>Antall: 131</blockquote>"
    found = read_confirmation(mail(quoted, "html"), "svar.eml")
    assert (found.orders, found.amount) == (130, 31800000)
    found = read_confirmation(mail("Beløp: 318 000,00", charset="iso-8859-1"), "svar.eml")
    assert found.amount == 31800000


def test_a_table_of_several_files_is_read_for_ours() -> None:
    text = b"Fil;Antall;Sum\n2611091.txt;131;319 320,00\n2611092.txt;3;4 200,00\n"
    assert read_confirmation(text, "k.csv", "2611092.TXT") == Confirmation(3, 420000, "2611092.txt")


def test_an_identity_number_never_comes_out_of_it() -> None:
    with pytest.raises(Problem, match="F672") as raised:
        read("fil: 15897412345 fil: 15897454321 antall 1")
    assert "12345" not in str(raised.value)
    assert "12345" not in read("fil: 15897412345, antall: 1").file_name
