"""What an informational interview is: model, rules and use cases.

No I/O, no clock, no Slack and no SQL: the standard library only.
"""
