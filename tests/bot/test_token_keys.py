"""What seals tokens: with a key they can be read, without one they cannot; a key can be replaced."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.token_keys import STATE_LASTS, TokenKeys, Unreadable, new_key, parse_keys

OLD, NEW = new_key(), new_key()
NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)


@given(st.text())
def test_what_is_sealed_opens_with_the_key_and_shows_nothing_of_the_token(token: str) -> None:
    keys = TokenKeys(OLD)
    sealed = keys.seal(token)
    assert keys.open(sealed) == token
    assert len(token) < 4 or token not in sealed


def test_the_first_key_seals_and_every_key_opens() -> None:
    sealed = TokenKeys(OLD).seal("xoxb-1")
    both = TokenKeys(f"{NEW}, {OLD}")
    assert both.open(sealed) == "xoxb-1"
    assert TokenKeys(NEW).open(both.seal("xoxb-2")) == "xoxb-2"
    assert TokenKeys(NEW).open(both.again(sealed)) == "xoxb-1"
    with pytest.raises(Unreadable):
        TokenKeys(NEW).open(sealed)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("hunter2", "is not a key"), ("{good},hunter2", "key 2 of 2 is not one"), (" , ", "has no key")],
)
def test_what_is_no_key_is_told_without_showing_it(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as told:
        parse_keys(text.format(good=OLD))
    assert "hunter2" not in str(told.value)


@given(st.integers(-30, 1800).map(lambda seconds: timedelta(seconds=seconds)))
def test_a_state_is_ours_for_ten_minutes(later: timedelta) -> None:
    keys = TokenKeys(OLD)
    state = keys.new_state(NOW)
    in_time = timedelta(seconds=-30) <= later <= STATE_LASTS
    assert keys.is_state(state, NOW + later) is in_time
    assert not TokenKeys(NEW).is_state(state, NOW)


@given(st.text())
def test_no_text_is_taken_for_a_state_and_none_breaks_it(text: str) -> None:
    assert not TokenKeys(OLD).is_state(text, NOW)


def test_a_bot_in_one_workspace_never_loads_what_only_many_need() -> None:
    program = "import sys, bot.assembly, bot.command_line; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert not {"cryptography", "bot.install_flow", "bot.many_workspaces"} & set(loaded.stdout.split())
