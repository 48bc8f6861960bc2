"""The built wheel, installed where nothing else is: what `pipx install` gives an operator."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from data import __version__

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("data", "tui", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE")
HEADINGS = (
    "ID;Type;Reservasjon;Beskrivelse;Bygg/anlegg;Organisasjon/bedrift;Kontakt;Kundetype;Kundeid;"
    "Fra;Til;Pris;Eksportert;Eksportfil;Ordreid;Velg"
)
HALL = "Ælvheim grendehus: Sal;Ælvheim grendehus"
WAITS = "Nei;Ikke generert;Ikke generert;"
ROWS = (
    f"501;Arrangement;91;{HALL};;Åse Bråten;Ekstern;20914901597;"
    f"17.10.2026 10:00;17.10.2026 12:00;1250.5;{WAITS}\n"
    f"502;Tildeling;92;{HALL};Ælvheim skolekorps;;Ekstern;311866001;"
    f"19.10.2026 18:00;19.10.2026 20:00;0;{WAITS}"
)


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command as an operator's shell would, without the environment of the tests."""
    inherited = {
        key: value
        for key, value in os.environ.items()
        if key != "PYTHONPATH" and not key.startswith(("FAKTURAKLAR_", "XDG_"))
    }
    answer = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=inherited | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build from a copy without compiled catalogues, so that the build has to make them."""
    project = tmp_path_factory.mktemp("project")
    skipped = shutil.ignore_patterns("*.mo", "__pycache__")
    for source in SOURCES:
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, project / source, ignore=skipped)
        else:
            shutil.copy(ROOT / source, project / source)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", project, cwd=project)
    [built] = (project / "dist").glob("*.whl")
    return built


def test_the_wheel_holds_catalogues_styles_and_migrations(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for pattern in ("tui/**/*.tcss", "data/**/*.tsv", "tui/**/*.py", "data/**/*.py")
        for path in ROOT.glob(pattern)
    }
    catalogues = {
        path.relative_to(ROOT).with_suffix(".mo").as_posix()
        for path in ROOT.glob("tui/locale/*/LC_MESSAGES/*.po")
    }
    assert catalogues
    assert any(path.endswith(".tcss") for path in wanted)
    assert any(path.endswith(".tsv") for path in wanted)
    assert wanted | catalogues <= held


def test_the_wheel_holds_nothing_but_the_program_and_its_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {
        "data",
        "tui",
        f"fakturaklar-{__version__}.dist-info",
    }
    assert any(name.endswith("licenses/LICENSE") for name in names)


# An install over the network, on a machine that does other things as well.
@pytest.mark.timeout(600)
def test_the_wheel_alone_imports_a_list_and_answers_for_the_month(
    wheel: Path, tmp_path: Path
) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)

    def ask(*arguments: str | Path) -> str:
        return run(scripts / "fakturaklar", *arguments, cwd=tmp_path, HOME=str(tmp_path))

    assert __version__ in ask("--version")
    assert ask("--lang", "nb", "--help") != ask("--lang", "en", "--help")

    listed = tmp_path / "liste.csv"
    listed.write_text(f"{HEADINGS}\n{ROWS}", encoding="utf-8-sig")
    store = ("--db", tmp_path / "lager.db", "--test")
    [file] = json.loads(ask(*store, "import", listed, "--json"))["files"]
    assert (file["read"], file["new"], file["total"]) == (2, 2, "1250.50")

    [building] = json.loads(ask(*store, "status", "--month", "2026-10", "--json"))["buildings"]
    assert building["building"] == "Ælvheim grendehus"
    assert (building["lines"], building["total"]) == (2, "1250.50")
