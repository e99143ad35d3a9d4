from kyosai_xl.functions import messages
from kyosai_xl.functions.messages import MESSAGES


def test_every_message_is_short_japanese_that_windows_can_show():
    for message in MESSAGES:
        assert len(message) <= 60
        assert message.encode("cp932").decode("cp932") == message
        assert not message.isascii()


def test_the_list_is_closed():
    named = {value for name, value in vars(messages).items() if name.isupper() and name[0] != "_"}
    known = {each for each in named if isinstance(each, str)} - {"四捨五入", "切り捨て"}
    assert known == set(MESSAGES)
    assert len(MESSAGES) == len(set(MESSAGES))
