"""The link into one's own mail program says what was written, character for character."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, strategies as st

from sandbox.block_rules import block_complaints
from sandbox.mentions import unescape
from sandbox.text_rules import is_url
from views import kit
from views.mailto import LONGEST, TOO_LONG, link, mailto, ways

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(TEXT, TEXT)
def test_whatever_was_written_arrives(subject: str, body: str) -> None:
    parts = urlsplit(mailto("dana+lab@example.org", subject, body))
    given_ = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True, max_num_fields=2)
    assert unquote(parts.path) == "dana+lab@example.org"
    assert given_["subject"] == ["\r\n".join(_lines(subject))]
    assert given_["body"] == ["\r\n".join(_lines(body))]


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@given(TEXT, TEXT)
def test_nothing_but_ascii_and_no_blank_stands_in_it(subject: str, body: str) -> None:
    address = mailto("dana@example.org", subject, body)
    assert address.isascii()
    assert not set(' <>|"+') & set(address)


def test_it_is_spelled_as_the_standard_says() -> None:
    assert mailto("dana@example.org", "A chat?", "Grüße,\nMaya & Co") == (
        "mailto:dana@example.org?subject=A%20chat%3F&body=Gr%C3%BC%C3%9Fe%2C%0D%0AMaya%20%26%20Co"
    )


def test_without_an_address_the_member_fills_it_in() -> None:
    assert mailto("", "A", "B") == "mailto:?subject=A&body=B"


@given(TEXT, TEXT)
def test_the_link_is_one_that_slack_takes_or_there_is_none(subject: str, body: str) -> None:
    shown = link("dana@example.org", subject, body)
    if not shown:
        assert len(kit.escape(mailto("dana@example.org", subject, body))) > 2900
        return
    target, _, label = shown.strip("<>").partition("|")
    assert label == "Open in mail"
    assert is_url(unescape(target))
    assert len(shown) <= kit.SECTION_LIMIT


@pytest.mark.parametrize("letter", ["n", "ü", "文"])
def test_a_text_of_three_thousand_letters_gives_no_link(letter: str) -> None:
    assert link("dana@example.org", "A", letter * 3000) == ""


@given(st.from_regex(r"[a-z_*~`.]{1,240}@example\.org", fullmatch=True), st.integers(LONGEST - 400, LONGEST))
def test_the_address_can_be_copied_as_typed_and_slack_takes_it_beside_the_longest_link(
    address: str, letters: int
) -> None:
    blocks = ways(address, "A", "n" * letters)
    assert address in [part["text"] for part in blocks[1]["elements"][0]["elements"][0]["elements"]]
    assert block_complaints(blocks, "message") == []
    assert (TOO_LONG in str(blocks[0])) is (link(address, "A", "n" * letters) == "")


def test_without_an_address_none_is_shown() -> None:
    assert len(ways("", "A", "B")) == 1
