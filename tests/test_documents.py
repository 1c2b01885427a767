"""The documents say what the code does."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.command_line import main
from bot.manifest import SCOPES, manifest
from bot.settings import Settings
from storage.tables import metadata
from views.commands import COMMANDS
from views.ids import Shortcut

TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [TOP / "README.md", TOP / "CONTRIBUTING.md", *(TOP / "docs").rglob("*.md")]
OF_SLACK = {"Inroad", "Apps", "Messages", "Home", "Next reminder", "+24 h"}
"""What documents tell to press in Slack, or in the sandbox."""
REFERENCE = (TOP / "docs" / "reference.md").read_text(encoding="utf-8")


def test_the_readme_is_short_and_its_files_exist() -> None:
    assert len(README.splitlines()) <= 150
    for link in README.split("](")[1:]:
        assert (TOP / link.partition(")")[0]).exists()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(TOP)))
def test_every_link_leads_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        place = link.partition("#")[0]
        assert not place or place.startswith("https://") or (document.parent / place).exists(), link


@pytest.mark.parametrize("document", ["tutorial.md", "how-to/facilitate.md", "privacy.md"])
def test_whatever_is_to_be_pressed_is_there(document: str) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (TOP / "views").glob("*.py"))
    emphasised = re.findall(
        r"(?<!\*)\*([^*\n]+)\*(?!\*)", (TOP / "docs" / document).read_text(encoding="utf-8")
    )
    for words in emphasised:
        if words[0].isupper():
            assert words in source or words in OF_SLACK, words


@pytest.mark.parametrize("word", COMMANDS)
def test_every_command_in_slack_is_documented(word: str) -> None:
    command = f"`/interview {word}".rstrip()
    assert command in README
    assert command in REFERENCE


@pytest.mark.parametrize("name", main.commands)
def test_every_command_on_the_command_line_is_documented(name: str) -> None:
    assert f"`inroad {name}" in README


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{name.upper()}`" in REFERENCE


@pytest.mark.parametrize("scope", SCOPES)
def test_every_scope_is_documented(scope: str) -> None:
    assert f"`{scope}`" in REFERENCE


def test_every_shortcut_is_answered_and_documented() -> None:
    shortcuts = manifest()["features"]["shortcuts"]
    assert {shortcut["callback_id"] for shortcut in shortcuts} == set(Shortcut)
    assert all(f"*{shortcut['name']}*" in README for shortcut in shortcuts)


@pytest.mark.parametrize("table", metadata.tables)
def test_every_table_is_documented(table: str) -> None:
    assert f"`{table}`" in REFERENCE


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8").casefold()
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    for line in (*project["dependencies"], *extras):
        name = line.partition(">")[0].partition("[")[0]
        assert name in reasons, name
