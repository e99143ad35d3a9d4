"""docs/release.md names every button."""

from pathlib import Path

from kyosai_xl.commands import TAB, commands
from kyosai_xl.setup.defender_checks import RULES

CHECKLIST = Path(__file__).parents[2] / "docs" / "release.md"


def test_every_button_is_on_the_checklist():
    text = CHECKLIST.read_text(encoding="utf-8")
    assert f"「{TAB}」" in text
    rows = [line.split("|")[2].strip() for line in text.splitlines() if line.startswith("| [ ] |")]
    assert rows == [command.label for command in commands()]


def test_every_rule_that_may_block_is_on_the_checklist():
    text = CHECKLIST.read_text(encoding="utf-8")
    assert all(rule in text for rule in RULES)
