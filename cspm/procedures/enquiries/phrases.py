"""Phrases that shrug a customer off, in both scripts and in English (R383, 004 A15 咨询三). Data only.

A text is searched without blanks, punctuation and capitals, so the phrases stand here without them too.
"""

from __future__ import annotations

PHRASES: tuple[str, ...] = (
    "我不知道", "不知道怎么办", "不知道怎麼辦", "不归我管", "不歸我管", "不是我管的", "不归我们管", "不歸我們管", "不关我事", "不關我事",
    "不关我的事", "不關我的事", "与我无关", "與我無關", "跟我没关系", "跟我沒關係", "不是我的事", "找别人去", "找別人去",
    "你找别人", "你找別人",
    "自己想办法", "自己想辦法", "自己看着办", "自己看著辦", "没看见我在忙", "沒看見我在忙", "等着吧", "等著吧", "急什么", "急什麼",
    "不是跟你说过了", "不是跟你說過了", "有意见找领导", "有意見找領導", "爱找谁找谁", "愛找誰找誰", "没办法就是没办法", "沒辦法就是沒辦法",
    "idontknow", "notmyjob", "notmyproblem", "noneofmybusiness", "asksomeoneelse",
)  # fmt: skip


def bare(text: str) -> str:
    """A text without blanks, punctuation and capitals."""
    return "".join(char for char in text.casefold() if char.isalnum())


def banned(text: str) -> str | None:
    """The first phrase that must not be in a text; None when there is none."""
    said = bare(text)
    return next((phrase for phrase in PHRASES if phrase in said), None)
