"""What people call each setting, what is to be remarked on it, and the words of its values."""

from __future__ import annotations

from dataclasses import dataclass

from data import money
from data.delivery.transports import transports
from data.formats import formats
from data.settings import AMOUNTS, CHOICES
from data.text import LINE_END
from tui.line_text import shown
from tui.words import N_, _

OPERATOR = "operator"
"""The one row that is no setting: the name comes with the start of the program."""

REGISTER = "register"
"""The row that leads to the unit register, which is a file and no setting either."""

FORMATS = ("file.format_external", "file.format_internal")

ATTRIBUTE = N_("Attribute {number}"), N_("2 signs, or empty")

NAMES: dict[str, tuple[str, str]] = {
    "file.format_external": (N_("Format, external file"), N_("what accounting reads")),
    "file.format_internal": (N_("Format, internal file"), N_("what accounting reads")),
    "file.output_files": (N_("Files"), N_("one of each kind, or one")),
    "file.orders": (N_("Orders"), N_("what one invoice joins")),
    "file.line_break": (N_("Line ends"), N_("as the import wants them")),
    "file.names": (N_("File names"), N_("manual's or Aktiv kommune's")),
    "file.payer_switch": (N_("Payer of its own"), N_("another pays than rents")),
    "file.organization_value": (N_("The municipality's number"), N_("payer of internal orders")),
    "file.voucher_client": (N_("Client"), N_("2 signs; usually BY")),
    "file.voucher_responsible": (N_("Responsible"), N_("8 signs; usually BOOKING")),
    "file.voucher_type": (N_("Kind of voucher"), N_("2 signs; usually FK")),
    **{
        f"file.att_{n}_id": (N_("Attribute {number}"), N_("2 signs, or empty")) for n in range(1, 8)
    },
    "file.visma_running_number": (N_("Visma, running number"), N_("what LØPENR counts")),
    "file.visma_quantity": (N_("Visma, quantity"), N_("how GRUNNLAG says 1")),
    "headings.article": (N_("Article"), N_("a heading switches it on")),
    "headings.dim_1": (N_("Dimension {number}"), N_("responsibility")),
    "headings.dim_2": (N_("Dimension {number}"), N_("service")),
    "headings.dim_3": (N_("Dimension {number}"), N_("object")),
    "headings.dim_4": (N_("Dimension {number}"), ""),
    "headings.dim_5": (N_("Dimension {number}"), N_("project")),
    "headings.dim_6": (N_("Dimension {number}"), ""),
    "headings.dim_7": (N_("Dimension {number}"), ""),
    "headings.dim_value_1": (N_("Value {number}"), N_("commissioner")),
    "headings.dim_value_2": (N_("Value {number}"), ""),
    "headings.dim_value_3": (N_("Value {number}"), ""),
    "headings.dim_value_4": (N_("Value {number}"), ""),
    "headings.dim_value_5": (N_("Value {number}"), N_("contact on the invoice")),
    "headings.dim_value_6": (N_("Value {number}"), ""),
    "headings.dim_value_7": (N_("Value {number}"), ""),
    "series.external.first": (N_("External, first number"), N_("as accounting gave it")),
    "series.external.last": (N_("External, last number"), N_("nothing is given beyond")),
    "series.external.used": (N_("External, used up to"), N_("never goes back")),
    "series.internal.first": (N_("Internal, first number"), N_("as accounting gave it")),
    "series.internal.last": (N_("Internal, last number"), N_("nothing is given beyond")),
    "series.internal.used": (N_("Internal, used up to"), N_("never goes back")),
    "delivery.method": (N_("Way"), N_("how the file gets there")),
    "delivery.folder": (N_("Folder of the file"), N_("here or on the server")),
    "delivery.host": (N_("Server of the file"), N_("name alone")),
    "delivery.port": (N_("Port"), N_("0 for the usual one")),
    "delivery.user": (N_("User"), N_("password: see the file")),
    "delivery.key_file": (N_("Key file"), N_("empty to use a password")),
    "delivery.attempts": (N_("Attempts"), N_("before it is given up")),
    "letter.receivers": (N_("Receivers"), N_("comma between addresses")),
    "letter.sender": (N_("Sender"), N_("one address")),
    "letter.host": (N_("Mail server"), N_("name alone")),
    "letter.port": (N_("Port"), N_("0 for the usual one")),
    "letter.security": (N_("Security"), N_("ask who runs the server")),
    "letter.user": (N_("User"), N_("empty where none is asked")),
    "letter.subject": (N_("Subject"), N_("empty for the usual one")),
    "letter.text": (N_("Text of the letter"), N_("empty for the usual one")),
    "letter.next_noon": (N_("Send next day at 12"), N_("after the nightly run")),
    "inbox.folder": (N_("Folder of lists"), N_("empty: where one started")),
    REGISTER: (N_("Unit register"), N_("Enter brings one in")),
    "calendar.first_day": (N_("First day of the window"), N_("day of the month after")),
    "calendar.last_day": (N_("Last day of the window"), N_("day of the month after")),
    "calendar.due_day": (N_("Deadline for the file"), N_("day of the month after")),
    "limits.month_percent": (N_("Limit, change of month"), N_("per cent; point 5 asks")),
    "limits.year_percent": (N_("Limit, change of year"), N_("per cent; point 5 asks")),
    "limits.high_price": (N_("Limit, high price"), N_("kroner; point 2 asks")),
    "limits.price_percent": (N_("Limit, odd price"), N_("per cent from the usual")),
    "limits.price_percent_own": (N_("Limit, own price"), N_("per cent from before")),
    "limits.odd_ore": (N_("Point at odd øre"), N_("as no other price ends")),
    "two_persons.second_file": (N_("Two for a second file"), N_("another must allow it")),
    "two_persons.check_digit": (N_("Two for a wrong digit"), N_("another must accept it")),
    "two_persons.reopen_month": (N_("Two to reopen a month"), N_("another must allow it")),
    "operators": (N_("Who may change"), N_("comma between; empty: all")),
    OPERATOR: (N_("Operator's name"), N_("given at the start with --as")),
    "screen.language": (N_("Language"), N_("acts at once")),
    "screen.glyphs": (N_("Signs"), N_("acts at once")),
    "test_mode": (N_("Test mode"), N_("from the next start")),
}
"""Message ids of name and remark, by key and in the order of the screens."""

WORDS: dict[object, str] = {
    True: N_("on"),
    False: N_("off"),
    "nb": N_("Norwegian (bokmål)"),
    "en": N_("English"),
    "auto": N_("automatic"),
    "ascii": N_("ASCII"),
    "utf8": N_("UTF-8"),
    "separated": N_("one for each kind"),
    "single": N_("all in the external"),
    "linux": N_("LF (Linux)"),
    "windows": N_("CR LF (Windows)"),
    "export": N_("one for each export"),
    "customer": N_("one for each customer"),
    "customer_article": N_("customer and article"),
    "manual": N_("date and number"),
    "reference": N_("as Aktiv kommune"),
    "hundredths": N_("in hundredths (100)"),
    "whole": N_("in whole pieces (1)"),
    "starttls": N_("STARTTLS"),
    "tls": N_("TLS"),
    "none": N_("none"),
}


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as it is shown and changed."""

    key: str
    name: str
    value: object
    remark: str

    @property
    def shown_value(self) -> str:
        """The value as people read it."""
        if isinstance(self.value, bool) or self.key in CHOICES:
            return word_of(self.value)
        if titles := titles_for(self.key):
            return titles.get(str(self.value), shown(str(self.value)))
        return shown(self.written_value)

    @property
    def written_value(self) -> str:
        """The value as it stands in a field to be changed, in one row."""
        if self.key in AMOUNTS and isinstance(self.value, int):
            return money.show(self.value)
        if isinstance(self.value, tuple):
            return ", ".join(self.value)
        return str(self.value).replace("\n", LINE_END)


def setting_row(key: str, value: object) -> SettingRow:
    """Return the row of a setting; one that has no name here is shown by its key."""
    name, remark = NAMES.get(key, (key, ""))
    number = "".join(filter(str.isdigit, key))
    return SettingRow(key, _(name).format(number=number), value, _(remark))


def word_of(value: object) -> str:
    """Return the word of a chosen value."""
    return _(WORDS.get(value, str(value)))


def format_title(key: str) -> str:
    """Return a format's name as people call it, its key where there is none of it."""
    return next((each.title for each in formats() if each.key == key), key)


def titles_for(key: str) -> dict[str, str]:
    """Return key and name of what a setting picks by key; empty for any other setting."""
    if key in FORMATS:
        return {each.key: each.title for each in formats()}
    if key == "delivery.method":
        return {each.key: _(each.title) for each in transports()}
    return {}


def choices_for(row: SettingRow) -> list[tuple[object, str]]:
    """Return value and word of what a setting can be; empty where it is written."""
    if titles := titles_for(row.key):
        return list(titles.items())
    values: tuple[object, ...] = CHOICES.get(row.key, ())
    if isinstance(row.value, bool):
        values = (True, False)
    return [(value, word_of(value)) for value in values]
