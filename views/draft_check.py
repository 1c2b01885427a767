"""How the check of a draft is shown: what to mend first, each line with its reason and source."""

from collections.abc import Sequence

from core.outreach_rules import SOURCES, Finding
from views import kit

_CHUNK = 2800
"""Characters of one paragraph."""


def check(findings: Sequence[Finding]) -> list[kit.Block]:
    """The check: what to mend first, then what is well, each with its reason and source."""
    to_mend = [finding for finding in findings if not finding.passed]
    well = [finding for finding in findings if finding.passed]
    headline = f"*The check:* {len(well)} of {len(findings)} are well."
    if not to_mend:
        headline = "*The check:* all is well."
    blocks = [kit.section(headline)]
    blocks += [kit.section(part) for part in _parts([f"*Mend:* {_line(one)}" for one in to_mend])]
    return [*blocks, *(kit.context(part) for part in _parts([f"✓ {_line(one)}" for one in well]))]


def _line(finding: Finding) -> str:
    why = kit.typed(finding.why)
    address = SOURCES.get(finding.source, "")
    source = f"<{kit.escape(address)}|{finding.source}>" if address else finding.source
    return f"{why} ({source})"


def _parts(lines: Sequence[str]) -> list[str]:
    """The lines in as few paragraphs as Slack's limit allows."""
    parts: list[str] = []
    for line in lines:
        if parts and len(parts[-1]) + len(line) < _CHUNK:
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
    return parts
