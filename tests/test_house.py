"""The rules of the house, executed: layers, sizes, words, and the commands a newcomer types."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po

import data
import data.checks
import data.deviations
import data.formats
import data.sample
import data.sources

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 300
LONGEST_TEST_FILE = 400
LONGEST_FUNCTION = 40
LAST_RESORT = "tui/__main__.py"
"""The one place that may catch everything: it writes the crash report."""

PURE = (
    "customer_id", "dates", "details", "errors", "facts", "id_states", "identity_number",
    "invoices", "listing", "money", "month", "registry", "text", "views", "words",
    "around", "compared", "correctable", "history", "names", "stays",
    "files.batch", "files.case", "files.names", "files.options", "files.rental", "files.series",
    "options", "setting_rules", "account_codes", "operators",
    "delivery.confirmation", "delivery.handing", "delivery.hosts", "delivery.letter",
    "delivery.mail", "delivery.options", "delivery.parcel", "delivery.secrets",
    "delivery.troubles",
)  # fmt: skip
"""Modules of rules and values that know no store, beside the packages of `PURE_PACKAGES`."""
PURE_PACKAGES = (data.checks, data.deviations, data.formats, data.sample, data.sources)

PROBLEMS = {"Problem", "UsageProblem", "BusyProblem", "Refused", "AmbiguousDates"}
MARKERS = {"_", "N_", "P_", "ngettext", "counted", "phrase"}
TEXT_FILES = {
    ".py", ".md", ".toml", ".po", ".tcss", ".cfg", ".svg", ".txt", ".csv", ".tsv", ".json", "",
}  # fmt: skip
NOT_OURS = re.compile(r"(^|/)(\.(?!ci/|gitignore|gitattributes)|build/|dist/|__pycache__/)")
SOMEBODYS_FOLDER = re.compile(r"(?<![\w.~/])/(?:home|root|Users|tmp|mnt)/\w")


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> set[str]:
    """Return every module that the file names in an import; `from a import b` names a and a.b."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def reaches(path: Path, *modules: str) -> set[str]:
    """Return which of the modules, or parts of them, the file imports."""
    return {
        found
        for found in imports(path)
        if any(found == module or found.startswith(f"{module}.") for module in modules)
    }


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in the file with the last part of the called name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=called) | ast.Attribute(attr=called):
                    yield called, node


def modules_after(statement: str) -> set[str]:
    """Return what a fresh interpreter has loaded after the statement."""
    code = f"{statement}\nimport sys\nprint(*sys.modules, sep='\\n')"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(answer.stdout.split())


# Layers.


def test_data_knows_no_terminal() -> None:
    wrong = {
        name(path): found
        for path in python_files("data")
        if (found := reaches(path, "tui", "textual", "rich"))
    }
    assert not wrong


def test_the_facade_starts_without_textual() -> None:
    assert modules_after("import data.close").isdisjoint({"textual", "rich", "tui"})


def test_a_library_of_one_way_to_the_accounting_office_waits_until_it_is_taken() -> None:
    loaded = modules_after("from data.delivery.transports import transports; transports()")
    assert loaded.isdisjoint({"asyncssh", "cryptography", "keyring", "smtplib"})


def test_screens_and_commands_never_reach_past_the_facade() -> None:
    wrong = {
        name(path): found
        for path in python_files("tui")
        if (found := reaches(path, "data.models", "data.store", "peewee", "playhouse"))
    }
    assert not wrong


def test_rules_and_values_know_no_store() -> None:
    modules = [f"data.{module}" for module in PURE] + [
        f"{package.__name__}.{module.name}"
        for package in PURE_PACKAGES
        for module in pkgutil.iter_modules(package.__path__)
    ]
    loaded = modules_after(f"import {', '.join(modules)}")
    assert loaded.isdisjoint({"peewee", "playhouse", "sqlite3", "data.models", "data.store"})


def test_only_one_module_knows_sqlite() -> None:
    dialect = re.compile(r"\bPRAGMA\b|\bSqliteDatabase\b|\bimport sqlite3\b")
    knowing = [
        name(path)
        for path in python_files("data", "tui")
        if dialect.search(path.read_text(encoding="utf-8"))
    ]
    assert knowing == ["data/sqlite.py"]


# Sizes and shapes.


def test_no_file_is_too_long_to_read_at_once() -> None:
    long = {
        name(path): lines
        for path in python_files("data", "tui", "tests", "bench")
        if (lines := len(path.read_text(encoding="utf-8").splitlines()))
        > (LONGEST_TEST_FILE if path.parent.name == "tests" else LONGEST_FILE)
    }
    assert not long


def function_length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines from `def` to the end, the docstring not counted."""
    lines = (node.end_lineno or 0) - node.lineno + 1
    if ast.get_docstring(node) is not None:
        lines -= (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
    return lines


def test_no_function_is_too_long_to_see_at_once() -> None:
    long = {
        f"{name(path)}:{node.lineno} {node.name}": function_length(node)
        for path in python_files("data", "tui", "tests", "bench")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and function_length(node) > LONGEST_FUNCTION
    }
    assert not long


def test_no_class_is_named_after_nothing() -> None:
    empty = re.compile(r"Manager|Helper|Utils?$|Mixin")
    wrong = [
        f"{name(path)} {node.name}"
        for path in python_files("data", "tui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and empty.search(node.name)
    ]
    assert not wrong


def test_money_is_never_a_float() -> None:
    inexact = {"float", "FloatField", "DoubleField", "DecimalField"}
    wrong = [
        f"{name(path)}:{node.lineno} {called}"
        for path in python_files("data")
        for called, node in calls(path)
        if called in inexact
    ]
    assert not wrong


def catches_everything(node: ast.AST) -> bool:
    match node:
        case ast.ExceptHandler(type=None):
            return True
        case ast.ExceptHandler(type=ast.expr() as caught):
            names = {part.id for part in ast.walk(caught) if isinstance(part, ast.Name)}
            return not names.isdisjoint({"Exception", "BaseException"})
    return False


def test_only_the_last_resort_catches_everything() -> None:
    found = [
        name(path)
        for path in python_files("data", "tui")
        for node in ast.walk(tree(path))
        if catches_everything(node)
    ]
    assert found in ([], [LAST_RESORT])


def test_the_project_names_no_folder_of_the_machine_it_was_made_on() -> None:
    here = (f"{ROOT}", f"{ROOT.parent}/") if len(ROOT.parts) > 2 else (f"{ROOT}/",)
    wrong = []
    for path in ROOT.rglob("*"):
        if NOT_OURS.search(name(path)) or path.suffix not in TEXT_FILES or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if SOMEBODYS_FOLDER.search(text) or any(folder in text for folder in here):
            wrong.append(name(path))
    assert not wrong


# Words.


@cache
def extracted() -> dict[str, str]:
    """Return every message id in the code with its plural, empty where it has none."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [line] = re.findall(r"^KEYWORDS := (.+)$", makefile, re.MULTILINE)
    keywords = parse_keywords(line.split())
    found: dict[str, str] = {}
    for folder in ("data", "tui"):
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, keywords=keywords):
            singular, plural = message if isinstance(message, tuple) else (message, "")
            found[singular] = plural or found.get(singular, "")
    return found


@cache
def bokmal() -> Catalog:
    path = ROOT / "tui" / "locale" / "nb" / "LC_MESSAGES" / "fakturaklar.po"
    with path.open("rb") as file:
        return read_po(file, locale="nb")


def sentences(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def fields(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field is not None}


def entries() -> list[Message]:
    return [message for message in bokmal() if message.id]


def test_every_text_is_translated_to_bokmal() -> None:
    missing = []
    for singular, plural in extracted().items():
        message = bokmal().get(singular)
        wanted = 2 if plural else 1
        given = [] if message is None else [text for text in sentences(message) if text]
        if len(given) != wanted or (message and message.fuzzy):
            missing.append(singular)
    assert not missing


def test_every_text_that_is_looked_up_is_in_the_catalogue() -> None:
    """The extraction reads no text within an f-string: such a one would be said in English."""
    missing = [
        f"{name(path)}:{call.lineno} {text.value!r}"
        for path in python_files("data", "tui")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id in ("_", "N_", "ngettext", "counted") and call.args
        if isinstance(text := call.args[0], ast.Constant) and text.value not in extracted()
    ]
    assert missing == []


def test_the_catalogue_holds_nothing_that_the_code_no_longer_says() -> None:
    ids = [message.id if isinstance(message.id, str) else message.id[0] for message in entries()]
    assert sorted(set(ids) - set(extracted())) == []
    assert not bokmal().obsolete


def test_a_translation_names_the_same_values() -> None:
    wrong = []
    for message in entries():
        ids = (message.id,) if isinstance(message.id, str) else message.id
        allowed = set().union(*(fields(text) for text in ids))
        needed = fields(ids[0]) - {"count"} if len(ids) > 1 else fields(ids[0])
        if any(not needed <= fields(text) <= allowed for text in sentences(message) if text):
            wrong.append(message.id)
    assert not wrong


def test_bokmal_is_calm() -> None:
    loud = re.compile(r"vennligst|ugyldig input|\w!(\s|$)", re.IGNORECASE)
    wrong = [text for message in entries() for text in sentences(message) if loud.search(text)]
    assert not wrong


def test_a_marked_text_is_a_literal_that_extraction_can_read() -> None:
    wrong = []
    for path in python_files("data", "tui"):
        for called, node in calls(path):
            texts = node.args[:2] if called in {"counted", "ngettext"} else node.args[:1]
            is_wrapped = called == "counted" and any(isinstance(arg, ast.Call) for arg in texts)
            is_built = called in MARKERS and any(isinstance(arg, ast.JoinedStr) for arg in texts)
            if is_wrapped or is_built:
                wrong.append(f"{name(path)}:{node.lineno}")
    assert not wrong


def test_a_problem_is_raised_with_a_marked_sentence() -> None:
    wrong = [
        f"{name(path)}:{node.lineno}"
        for path in python_files("data", "tui")
        for called, node in calls(path)
        if called in PROBLEMS and len(node.args) > 1 and isinstance(node.args[1], ast.Constant)
    ]
    assert not wrong


# The commands a newcomer types.


def test_make_alone_explains_every_command() -> None:
    targets = re.findall(
        r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    answer = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in " ".join(targets).split():
        assert re.search(rf"^ +make {target} +\S", answer.stdout, re.MULTILINE), target


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_readme_begins_with_the_two_commands(command: str) -> None:
    beginning = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## ")[0]
    assert command in beginning


def test_the_build_server_runs_what_a_person_runs() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


# What operators fear.


def test_every_nasty_case_has_a_test_named_after_its_number() -> None:
    named = re.compile(r"def test_case_(\d\d)_")
    texts = [path.read_text(encoding="utf-8") for path in python_files("tests")]
    found = {int(number) for text in texts for number in named.findall(text)}
    assert found == set(range(1, 33))
