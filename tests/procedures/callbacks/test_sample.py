"""The director's sample of a quarter."""

from __future__ import annotations

from datetime import date
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from october import terms

from cspm.procedures.callbacks.quotas import sampled

DAY = date(2026, 7, 1)
IDS = st.lists(st.integers(1, 9999).map(lambda number: f"T-202607-{number:04d}"), unique=True, max_size=120)


@pytest.mark.rule("R390")
@given(IDS, st.integers(), st.randoms())
def test_the_same_seed_gives_the_same_sample(ids: list[str], seed: int, shuffler: object) -> None:
    """004 A15 回访三: a recorded seed (A72); the order of the files changes nothing, and each ticket comes once."""
    other = list(ids)
    shuffler.shuffle(other)  # type: ignore[attr-defined]
    picked = sampled(ids, DAY, terms(), seed=seed)
    assert picked == sampled(other, DAY, terms(), seed=seed) == sorted(set(picked))
    assert set(picked) <= set(ids)


@pytest.mark.rule("R390")
@given(IDS, st.integers())
def test_a_fifth_is_sampled_rounded_up(ids: list[str], seed: int) -> None:
    """004 A15 回访三: 20 percent, up to the next whole number."""
    assert len(sampled(ids, DAY, terms(), seed=seed)) == ceil(len(ids) / 5)


@pytest.mark.rule("R390")
def test_another_seed_gives_another_sample() -> None:
    """The sample is drawn, not the first fifth."""
    ids = [f"T-202607-{number:04d}" for number in range(1, 101)]
    assert len({tuple(sampled(ids, DAY, terms(), seed=seed)) for seed in range(5)}) == 5


@pytest.mark.parametrize(("percent", "count"), [(20, 2), (12.5, 2), (1, 1), (100, 10), (0, 0)])
def test_a_site_may_sample_more(percent: float, count: int) -> None:
    """The share is a figure; no binary fraction makes it one too many."""
    ids = [f"T-202607-{number:04d}" for number in range(1, 11)]
    assert len(sampled(ids, DAY, terms(sample_share=percent), seed=1)) == count
