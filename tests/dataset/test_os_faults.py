import errno

import pytest

from kyosai_xl.dataset.os_faults import os_fault


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (FileNotFoundError(errno.ENOENT, "x"), "not_found"),
        (NotADirectoryError(errno.ENOTDIR, "x"), "not_found"),
        (ValueError("embedded null byte"), "not_found"),
        (PermissionError(errno.EACCES, "x"), "no_permission"),
        (OSError(errno.EIO, "Input/output error"), "unreadable"),
    ],
)
def test_every_refusal_is_one_sentence_and_something_to_do(cause, kind):
    note = os_fault(cause)
    assert note.kind == kind
    assert note.message.endswith("。")
    assert note.action.endswith("。")


def test_what_the_system_said_is_passed_on():
    assert "Input/output error" in os_fault(OSError(errno.EIO, "Input/output error")).message
