"""fakturaklar settings: shown, exported, edited and taken back, account strings included."""

from __future__ import annotations

import json

from tests.command_line import CommandLine

STRING = """
operators = ["Kari Nes", "Ola Hauge"]
[[account_strings]]
name = "4231 Felles"
kind = "internal"
article = "4231"
service = "38110"
unit_number = "4410"
unit_prefix = "I"
"""


def test_a_file_is_taken_and_shown(fakturaklar: CommandLine) -> None:
    file = fakturaklar.folder / "oppsett.toml"
    file.write_text(STRING, encoding="utf-8")
    assert fakturaklar("settings", "import", str(file)).status == 0

    shown = json.loads(fakturaklar("settings", "show", "--json").out)
    assert shown["operators"] == ["Kari Nes", "Ola Hauge"]
    assert shown["file.voucher_client"] == "BY"
    [string] = shown["account_strings"]
    assert (string["name"], string["building"], string["missing"]) == ("4231 Felles", None, [])
    text = fakturaklar("settings", "show").out
    assert "operators = Kari Nes, Ola Hauge" in text
    assert "account_strings: 4231 Felles (internal), -: article 4231" in text


def test_what_is_exported_speaks_the_operators_language_and_is_taken_back(
    fakturaklar: CommandLine,
) -> None:
    file = fakturaklar.folder / "oppsett.toml"
    assert fakturaklar("settings", "export", str(file)).status == 0
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# Oppsettet til fakturaklar.")
    assert "# Passord står aldri her" in text
    assert fakturaklar("settings", "import", str(file)).status == 0


def test_a_secret_is_refused_and_a_reader_changes_nothing(fakturaklar: CommandLine) -> None:
    file = fakturaklar.folder / "oppsett.toml"
    file.write_text('[delivery]\npassword = "hemmelig"\n', encoding="utf-8")
    refused = fakturaklar("settings", "import", str(file))
    assert refused.status == 3
    assert "F913 delivery.password er hemmelig" in refused.err
    assert '"hemmelig"' not in refused.err

    file.write_text(STRING, encoding="utf-8")
    fakturaklar("settings", "import", str(file))
    file.write_text("test_mode = true\n", encoding="utf-8")
    stranger = fakturaklar("--as", "Per Ås", "settings", "import", str(file))
    assert stranger.status == 1
    assert "F721 Per Ås er ikke blant operatørene" in stranger.err
    assert fakturaklar("--as", "Per Ås", "settings", "show").status == 0
