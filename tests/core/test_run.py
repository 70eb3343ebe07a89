"""Progress never decreases, steps share it by weight, and a cancel works everywhere."""

from __future__ import annotations

import logging
import math

import pytest

from stfusion.core.errors import Cancelled, FusionError
from stfusion.core.run import INFO, WARNING, Run


def test_steps_take_their_weight_of_the_progress(listener) -> None:
    read, compute = listener.run.steps(Read=1, Compute=3)
    read.progress(0.5)
    read.progress(1)
    compute.progress(0.5)
    compute.progress(1)
    assert listener.shares == pytest.approx([0.125, 0.25, 0.625, 1.0])


def test_steps_of_a_step_take_their_part_of_it(listener) -> None:
    _, second = listener.run.steps(First=1, Second=1)
    _, last = second.steps(Early=3, Late=1)
    last.progress(0.5)
    assert listener.shares == pytest.approx([0.5 + 0.5 * (0.75 + 0.25 * 0.5)])


def test_messy_reports_never_lower_the_progress_nor_leave_0_to_1(listener) -> None:
    first, second = listener.run.steps(First=1, Second=2)
    for share in (0.4, 0.1, -3, math.nan, 0.4, 7):
        first.progress(share)
    for share in (math.inf, 0.2, -math.inf):
        second.progress(share)
    first.progress(1)
    assert listener.shares == pytest.approx([0.4 / 3, 1 / 3, 1.0])
    assert listener.shares == sorted(set(listener.shares))
    assert max(listener.shares) <= 1


def test_a_late_step_that_reports_early_is_not_taken_back(listener) -> None:
    first, second = listener.run.steps(First=1, Second=1)
    second.progress(0.5)
    first.progress(1)
    assert listener.shares == [0.75]


def test_each_stage_is_announced_once_when_it_begins(listener) -> None:
    read, compute, _ = listener.run.steps(Read_all=1, Compute=1, Never_reached=1)
    assert listener.stages == []
    for share in (0, 0, 0.5, 1):
        read.progress(share)
    for share in (0.1, 1):
        compute.progress(share)
    assert listener.stages == ["Read all", "Compute"]


def test_an_outer_stage_is_announced_before_its_inner_one(listener) -> None:
    (outer,) = listener.run.steps(Outer=1)
    (inner,) = outer.steps(Inner=1)
    inner.progress(0)
    inner.progress(0.5)
    assert listener.stages == ["Outer", "Inner"]


def test_cancel_raises_in_the_run_and_in_its_steps(listener) -> None:
    (step,) = listener.run.steps(Step=1)
    listener.run.check()
    step.check()
    assert not step.cancelled
    listener.stop = True
    assert listener.run.cancelled and step.cancelled
    for run in (listener.run, step):
        with pytest.raises(Cancelled, match="no output"):
            run.check()
    assert issubclass(Cancelled, FusionError)


def test_messages_keep_their_level_in_every_step(listener) -> None:
    (step,) = listener.run.steps(Step=1)
    listener.run.info("one")
    step.warn("two")
    assert listener.messages == [("one", INFO), ("two", WARNING)]


def test_a_run_without_listeners_logs_and_goes_on(caplog) -> None:
    run = Run()
    with caplog.at_level(logging.INFO, "stfusion"):
        run.info("fine")
        run.warn("careful")
    run.progress(0.5)
    run.check()
    assert [(record.levelname, record.message) for record in caplog.records] == [
        ("INFO", "fine"),
        ("WARNING", "careful"),
    ]
