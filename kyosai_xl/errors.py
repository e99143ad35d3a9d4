"""The root of every failure that kyosai_xl explains to a person."""


class KyosaiError(Exception):
    """A failure with one plain Japanese sentence: what, where, what to do."""
