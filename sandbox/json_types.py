"""The type of a JSON object, as payloads, blocks and answers are."""

from typing import Any

Json = dict[str, Any]
